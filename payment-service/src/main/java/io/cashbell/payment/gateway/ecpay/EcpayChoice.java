package io.cashbell.payment.gateway.ecpay;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * ChoosePayment and the parameters that go with it alone, page 2864. OrderResultURL is void where
 * the buyer pays later and for UnionPay; ClientBackURL is void beside ClientRedirectURL.
 */
record EcpayChoice(String choosePayment, Map<String, String> parameters) {

    /**
     * @param installment {@code 3,6,12}; empty for one payment
     * @param unionPay as ECPay counts: 0, 1, 2; empty leaves it to ECPay
     */
    static EcpayChoice credit(
            String orderResultUrl, String clientBackUrl, String installment, String unionPay) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!unionPay.equals("1")) {
            parameters.put("OrderResultURL", orderResultUrl);
        }
        parameters.put("ClientBackURL", clientBackUrl);
        if (!installment.isEmpty()) {
            parameters.put("CreditInstallment", installment);
        }
        if (!unionPay.isEmpty()) {
            parameters.put("UnionPay", unionPay);
        }
        return new EcpayChoice("Credit", parameters);
    }

    /**
     * What is paid at once and has no parameters of its own: WebATM, from which some banks never
     * send the buyer back, TWQR, ApplePay.
     */
    static EcpayChoice atOnce(String choosePayment, String orderResultUrl, String clientBackUrl) {
        return new EcpayChoice(
                choosePayment,
                Map.of("OrderResultURL", orderResultUrl, "ClientBackURL", clientBackUrl));
    }

    /** A lender is asked; what came of that is told to PaymentInfoURL, and money later. */
    static EcpayChoice loan(String orderResultUrl, String clientBackUrl, String paymentInfoUrl) {
        return new EcpayChoice(
                "BNPL",
                Map.of(
                        "OrderResultURL",
                        orderResultUrl,
                        "ClientBackURL",
                        clientBackUrl,
                        "PaymentInfoURL",
                        paymentInfoUrl));
    }

    static EcpayChoice atm(int days, String paymentInfoUrl, String clientRedirectUrl) {
        return later("ATM", "ExpireDate", days, paymentInfoUrl, clientRedirectUrl);
    }

    static EcpayChoice cvs(int minutes, String paymentInfoUrl, String clientRedirectUrl) {
        return later("CVS", "StoreExpireDate", minutes, paymentInfoUrl, clientRedirectUrl);
    }

    static EcpayChoice barcode(int days, String paymentInfoUrl, String clientRedirectUrl) {
        return later("BARCODE", "StoreExpireDate", days, paymentInfoUrl, clientRedirectUrl);
    }

    private static EcpayChoice later(
            String choosePayment,
            String deadline,
            int units,
            String paymentInfoUrl,
            String clientRedirectUrl) {
        return new EcpayChoice(
                choosePayment,
                Map.of(
                        deadline,
                        Integer.toString(units),
                        "PaymentInfoURL",
                        paymentInfoUrl,
                        "ClientRedirectURL",
                        clientRedirectUrl));
    }
}
