package io.cashbell.order;

import java.util.Arrays;
import java.util.Optional;

/** A way to pay, by the code the outside uses. */
public enum PaymentMethod {
    ECPAY_CREDIT("ecpay-credit"),
    ECPAY_ATM("ecpay-atm"),
    ECPAY_CVS("ecpay-cvs"),
    ECPAY_BARCODE("ecpay-barcode"),
    ECPAY_WEBATM("ecpay-webatm"),
    ECPAY_TWQR("ecpay-twqr"),
    ECPAY_APPLEPAY("ecpay-applepay"),
    ECPAY_BNPL("ecpay-bnpl"),
    KAKAOPAY("kakaopay"),
    WECHATPAY_JSAPI("wechatpay-jsapi"),
    WECHATPAY_NATIVE("wechatpay-native"),
    PAY_ON_ARRIVAL("pay-on-arrival");

    private final String code;

    PaymentMethod(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Whoever delivers the goods takes the money; no gateway is asked. */
    public boolean isOnArrival() {
        return this == PAY_ON_ARRIVAL;
    }

    public static Optional<PaymentMethod> find(String code) {
        return Arrays.stream(values()).filter(known -> known.code.equals(code)).findFirst();
    }
}
