package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.PaymentMethod;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The methods we know of ECPay's, each with the amounts that a member of the class "personal" may
 * charge by it (fee page, October 2026; TWQR page 36991, BNPL ECPay-API-Skill guide 01 and the
 * ceiling of ECPay's own shop plug-in); another contract has others.
 */
enum EcpayMethod {
    CREDIT(PaymentMethod.ECPAY_CREDIT, "5-199999", true),
    ATM(PaymentMethod.ECPAY_ATM, "11-49999", true),
    CVS(PaymentMethod.ECPAY_CVS, "33-6000", true),
    BARCODE(PaymentMethod.ECPAY_BARCODE, "17-20000", true),
    WEBATM(PaymentMethod.ECPAY_WEBATM, "11-49999", true),
    /** A code that any of Taiwan's wallets reads; on request. */
    TWQR(PaymentMethod.ECPAY_TWQR, "6-49999", false),
    /** A card behind Apple's window; before iOS 16 in Safari alone. */
    APPLEPAY(PaymentMethod.ECPAY_APPLEPAY, "5-199999", false),
    /** A lender's loan, applied for at ECPay's page: it pays, or refuses, later. */
    BNPL(PaymentMethod.ECPAY_BNPL, "3000-300000", false);

    private final String code;
    private final String usualLimits;
    private final boolean usual;

    EcpayMethod(PaymentMethod method, String usualLimits, boolean usual) {
        this.code = method.code();
        this.usualLimits = usualLimits;
        this.usual = usual;
    }

    /** As orders name it: {@code ecpay-credit}. */
    String code() {
        return code;
    }

    /** Whether the buyer is given a number and pays it somewhere else. */
    boolean isPaidLater() {
        return this == ATM || this == CVS || this == BARCODE;
    }

    /**
     * Whether there is an authorisation that {@code DoAction} captures, cancels and gives back; of
     * all else ECPay-API-Skill guide 01 says that it goes back by hand.
     */
    boolean isCard() {
        return this == CREDIT || this == APPLEPAY;
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

    /** What a laptop offers unasked; the others are switched on by name. */
    static String usualCodes() {
        return codes(true);
    }

    /** All that can be offered. */
    static String allCodes() {
        return codes(false);
    }

    private static String codes(boolean usualOnly) {
        return Arrays.stream(values())
                .filter(method -> method.usual || !usualOnly)
                .map(EcpayMethod::code)
                .collect(Collectors.joining(","));
    }
}
