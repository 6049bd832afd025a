package io.cashbell.local.gateway.ecpay;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A way to pay (section 3.1) and the banks, shops or lenders to choose from. */
@SuppressWarnings("ImmutableEnumChecker") // records and List.of, which the check does not know
enum Method {
    CREDIT(
            "Credit",
            "信用卡付款",
            "Pay by card",
            new Limits(5, 199_999),
            List.of(new Sub("", "Credit_CreditCard", "信用卡 Card", ""))),
    WEBATM(
            "WebATM",
            "網路 ATM 付款",
            "Pay by WebATM",
            new Limits(11, 49_999),
            List.of(
                    new Sub("BOT", "WebATM_BOT", "台灣銀行 Bank of Taiwan", "004"),
                    new Sub("CHINATRUST", "WebATM_CHINATRUST", "中國信託 CTBC", "822"),
                    new Sub("FIRST", "WebATM_FIRST", "第一銀行 First Bank", "007"),
                    new Sub("LAND", "WebATM_LAND", "土地銀行 Land Bank", "005"))),
    ATM(
            "ATM",
            "ATM 轉帳",
            "Pay by bank transfer",
            new Limits(11, 49_999),
            List.of(
                    new Sub("BOT", "ATM_BOT", "台灣銀行 Bank of Taiwan", "004"),
                    new Sub("CHINATRUST", "ATM_CHINATRUST", "中國信託 CTBC", "822"),
                    new Sub("FIRST", "ATM_FIRST", "第一銀行 First Bank", "007"),
                    new Sub("LAND", "ATM_LAND", "土地銀行 Land Bank", "005"),
                    new Sub("CATHAY", "ATM_CATHAY", "國泰世華 Cathay", "013"),
                    new Sub("PANHSIN", "ATM_PANHSIN", "板信銀行 Panhsin", "118"))),
    CVS(
            "CVS",
            "超商代碼繳費",
            "Pay a code in a shop",
            new Limits(33, 6_000),
            List.of(
                    new Sub("CVS", "CVS_CVS", "任一超商 Any shop", ""),
                    new Sub("IBON", "CVS_IBON", "7-11 ibon", ""),
                    new Sub("FAMILY", "CVS_FAMILY", "全家 FamilyMart", ""),
                    new Sub("HILIFE", "CVS_HILIFE", "萊爾富 Hi-Life", ""),
                    new Sub("OK", "CVS_OK", "OK mart", ""))),
    BARCODE(
            "BARCODE",
            "超商條碼繳費",
            "Pay a barcode in a shop",
            new Limits(17, 20_000),
            List.of(new Sub("BARCODE", "BARCODE_BARCODE", "超商條碼 Barcode", ""))),
    TWQR(
            "TWQR",
            "TWQR 行動支付",
            "Pay by TWQR",
            new Limits(6, 49_999),
            List.of(new Sub("OPAY", "TWQR_OPAY", "歐付寶 O'Pay", ""))),
    APPLEPAY(
            "ApplePay",
            "Apple Pay 付款",
            "Pay by Apple Pay",
            new Limits(5, 199_999),
            List.of(new Sub("", "ApplePay", "Apple Pay", ""))),
    BNPL(
            "BNPL",
            "無卡分期",
            "Buy now, pay later",
            new Limits(3_000, 300_000),
            List.of(
                    new Sub("URICH", "BNPL_URICH", "裕富 URICH", ""),
                    new Sub("ZINGALA", "BNPL_ZINGALA", "中租 ZINGALA", "")));

    /**
     * A choice within a method.
     *
     * @param name as ChooseSubPayment spells it; empty where there is no choice
     * @param paymentType as callbacks and queries spell it
     * @param bankCode empty where there is no bank
     */
    record Sub(String name, String paymentType, String title, String bankCode) {}

    private final String spelled;
    private final String title;
    private final String english;
    private final Limits usualLimits;
    private final List<Sub> subs;

    Method(String spelled, String title, String english, Limits usualLimits, List<Sub> subs) {
        this.spelled = spelled;
        this.title = title;
        this.english = english;
        this.usualLimits = usualLimits;
        this.subs = subs;
    }

    static Optional<Method> of(String spelled) {
        return Arrays.stream(values()).filter(method -> method.spelled.equals(spelled)).findFirst();
    }

    /** As ChoosePayment spells it. */
    String spelled() {
        return spelled;
    }

    String title() {
        return title;
    }

    String english() {
        return english;
    }

    /** Where the contract says nothing else. */
    Limits usualLimits() {
        return usualLimits;
    }

    List<Sub> subs() {
        return subs;
    }

    Optional<Sub> sub(String name) {
        return subs.stream().filter(sub -> sub.name().equals(name)).findFirst();
    }

    /** What ECPay keeps, in whole dollars. Rates are a contract's; these are of a usual height. */
    long fee(long amount) {
        return switch (this) {
            case CREDIT, APPLEPAY, TWQR, BNPL -> (amount * 275 + 5_000) / 10_000;
            case ATM, WEBATM -> Math.max(10, (amount + 50) / 100);
            case CVS -> 30;
            case BARCODE -> 15;
        };
    }

    /**
     * The shop is told first that a number was issued or a loan applied for, and of money later.
     */
    boolean isLater() {
        return isOffline() || this == BNPL;
    }

    /** Paid with cash or a transfer, away from ECPay's page; it expires and never fails. */
    boolean isOffline() {
        return this == ATM || this == CVS || this == BARCODE;
    }

    /** Has an authorisation that can be captured and refunded (section 7). */
    boolean isCard() {
        return this == CREDIT || this == APPLEPAY;
    }
}
