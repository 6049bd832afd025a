package io.cashbell.local.gateway.ecpay;

/**
 * What the buyer took at ECPay's page.
 *
 * @param sub the bank, shop or lender; empty where there is none to choose
 * @param instalments 0 for one payment
 * @param unionPay with a UnionPay card
 */
record Choice(Method method, String sub, int instalments, boolean unionPay) {
    Choice {
        if (method.sub(sub).isEmpty()) {
            throw new IllegalArgumentException(method.spelled() + " has no " + sub);
        }
    }

    Method.Sub details() {
        return method.sub(sub).orElseThrow();
    }

    String paymentType() {
        return details().paymentType();
    }
}
