package io.cashbell.local.gateway.ecpay;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How long the fields of an order may be (section 3). */
final class FieldLengths {
    /**
     * ECPay's ItemName holds 400; whether bytes or characters, its documents disagree, so the
     * smaller is taken.
     */
    private static final int LONGEST_ITEM_NAME = 400;

    private static final Map<String, Integer> LENGTHS =
            Map.ofEntries(
                    Map.entry("MerchantID", 10),
                    Map.entry("MerchantTradeNo", 20),
                    Map.entry("MerchantTradeDate", 20),
                    Map.entry("PaymentType", 20),
                    Map.entry("TradeDesc", 200),
                    Map.entry("ReturnURL", 200),
                    Map.entry("ChoosePayment", 20),
                    Map.entry("ClientBackURL", 200),
                    Map.entry("OrderResultURL", 200),
                    Map.entry("ItemURL", 200),
                    Map.entry("Remark", 100),
                    Map.entry("CustomField1", 50),
                    Map.entry("CustomField2", 50),
                    Map.entry("CustomField3", 50),
                    Map.entry("CustomField4", 50),
                    Map.entry("ChooseSubPayment", 20),
                    Map.entry("NeedExtraPaidInfo", 1),
                    Map.entry("IgnorePayment", 100),
                    Map.entry("PlatformID", 10),
                    Map.entry("Language", 3),
                    Map.entry("StoreID", 20),
                    Map.entry("CreditInstallment", 20),
                    Map.entry("MerchantMemberID", 30),
                    Map.entry("PaymentInfoURL", 200),
                    Map.entry("ClientRedirectURL", 200),
                    Map.entry("Desc_1", 20),
                    Map.entry("Desc_2", 20),
                    Map.entry("Desc_3", 20),
                    Map.entry("Desc_4", 20));

    private FieldLengths() {}

    static void check(Map<String, String> fields) {
        LENGTHS.forEach(
                (name, most) -> {
                    var value = fields.getOrDefault(name, "");
                    int length = value.codePointCount(0, value.length());
                    if (length > most) {
                        throw OrderRules.refused(
                                name,
                                "has " + length + " characters; at most " + most + " are allowed");
                    }
                });
        int bytes = fields.getOrDefault("ItemName", "").getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_ITEM_NAME) {
            throw OrderRules.refused(
                    "ItemName",
                    "has "
                            + bytes
                            + " bytes; ECPay cuts it at "
                            + LONGEST_ITEM_NAME
                            + ", and the checksum may then differ. Cut it on a character's border"
                            + " before signing.");
        }
    }
}
