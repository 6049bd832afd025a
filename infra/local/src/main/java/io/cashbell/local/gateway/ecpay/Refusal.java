package io.cashbell.local.gateway.ecpay;

import java.util.List;

/**
 * Why ECPay would not take an order.
 *
 * @param code ECPay's number (section 8), or {@code PARAMETER} where ECPay does not publish one
 * @param message as ECPay words it, as far as that is known
 * @param detail what exactly is wrong
 * @param hints for developers; ECPay would not say this
 */
record Refusal(String code, String message, String detail, List<Hint> hints) {
    /**
     * @param title what kind of hint it is
     * @param exact shown letter by letter, spaces and all
     */
    record Hint(String title, String text, boolean exact) {
        static Hint of(String title, String text) {
            return new Hint(title, text, false);
        }

        static Hint exactly(String title, String text) {
            return new Hint(title, text, true);
        }
    }

    static final String PARAMETER = "PARAMETER";
    static final String WRONG_CHECKSUM = "10200073";

    static Refusal wrongChecksum(String detail, List<Hint> hints) {
        return new Refusal(WRONG_CHECKSUM, "CheckMacValue Error", detail, hints);
    }

    static Refusal usedTwice(String merchantTradeNo) {
        return new Refusal(
                "10300028",
                "訂單編號重複 MerchantTradeNo already used",
                merchantTradeNo + " was used before by this merchant.",
                List.of(
                        Hint.of(
                                "How to avoid it",
                                "A MerchantTradeNo is unique for ever, also after failure or"
                                        + " expiry, and also when the buyer opens the same payment page"
                                        + " again: take a new one for every attempt.")));
    }

    static Refusal noSuchMethod(String detail) {
        return new Refusal("10300023", "無可用的付款方式 No payment method available", detail, List.of());
    }

    static Refusal amount(String detail) {
        return new Refusal("5100070", "金額超出限制 Amount outside the limits", detail, List.of());
    }

    static Refusal blockedWord(String detail) {
        return new Refusal("10400011", "含有不允許的字詞 Blocked words", detail, List.of());
    }

    static Refusal parameter(String name, String problem) {
        return new Refusal(
                PARAMETER, "參數錯誤 Parameter error: " + name, name + " " + problem, List.of());
    }
}
