package io.cashbell.payment;

import java.util.regex.Pattern;

/**
 * How the buyer chose to pay, by the contract's code: {@code ecpay-credit}.
 *
 * <p>A code and not an enum: an order may name a method whose gateway this installation does not
 * offer. Its payment is kept all the same, so that checkout can say what is wrong.
 */
public record PaymentMethod(String code) {

    // First: the constants below are checked against it.
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,40}");

    public static final PaymentMethod ECPAY_CREDIT = new PaymentMethod("ecpay-credit");
    public static final PaymentMethod ECPAY_ATM = new PaymentMethod("ecpay-atm");
    public static final PaymentMethod ECPAY_CVS = new PaymentMethod("ecpay-cvs");
    public static final PaymentMethod ECPAY_BARCODE = new PaymentMethod("ecpay-barcode");
    public static final PaymentMethod ECPAY_WEBATM = new PaymentMethod("ecpay-webatm");
    public static final PaymentMethod ECPAY_TWQR = new PaymentMethod("ecpay-twqr");
    public static final PaymentMethod ECPAY_APPLEPAY = new PaymentMethod("ecpay-applepay");
    public static final PaymentMethod ECPAY_BNPL = new PaymentMethod("ecpay-bnpl");
    public static final PaymentMethod KAKAOPAY = new PaymentMethod("kakaopay");
    public static final PaymentMethod WECHATPAY_JSAPI = new PaymentMethod("wechatpay-jsapi");
    public static final PaymentMethod WECHATPAY_NATIVE = new PaymentMethod("wechatpay-native");
    public static final PaymentMethod PAY_ON_ARRIVAL = new PaymentMethod("pay-on-arrival");

    public PaymentMethod {
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("not a payment method code");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
