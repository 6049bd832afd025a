package io.cashbell.local.gateway.ecpay;

/** A shop's account at ECPay with the key pair of the All-in-One service. */
record Merchant(String id, String hashKey, String hashIv) {
    @Override
    public String toString() {
        return "Merchant[id=" + id + "]";
    }
}
