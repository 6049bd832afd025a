package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.PaymentMethod;
import java.util.Arrays;
import java.util.Optional;

/**
 * The methods we know of ECPay's, each with the amounts that a member of the class "personal" may
 * charge by it (fee page, October 2026); another contract has others.
 */
enum EcpayMethod {
    CREDIT(PaymentMethod.ECPAY_CREDIT, "5-199999"),
    ATM(PaymentMethod.ECPAY_ATM, "11-49999"),
    CVS(PaymentMethod.ECPAY_CVS, "33-6000"),
    BARCODE(PaymentMethod.ECPAY_BARCODE, "17-20000"),
    WEBATM(PaymentMethod.ECPAY_WEBATM, "11-49999");

    private final String code;
    private final String usualLimits;

    EcpayMethod(PaymentMethod method, String usualLimits) {
        this.code = method.code();
        this.usualLimits = usualLimits;
    }

    /** As orders name it: {@code ecpay-credit}. */
    String code() {
        return code;
    }

    /** Whether the buyer is given a number and pays it somewhere else. */
    boolean isPaidLater() {
        return this == ATM || this == CVS || this == BARCODE;
    }

    /** As {@link EcpayLimits} reads them. */
    String usualLimits() {
        return usualLimits;
    }

    /** The variable that names other limits. */
    String limitsVariable() {
        return "ECPAY_" + name() + "_LIMITS";
    }

    static Optional<EcpayMethod> find(String code) {
        return Arrays.stream(values()).filter(method -> method.code.equals(code)).findFirst();
    }
}
