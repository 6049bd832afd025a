package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.Callback.Forgery;
import io.cashbell.local.gateway.ecpay.Callback.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The signed fields that go to ReturnURL and, by the browser, to OrderResultURL (sections 5.1 and
 * 5.2).
 */
final class CallbackFields {
    static final String PAY_FAILED = "10100058";

    private final Merchants merchants;

    CallbackFields(Merchants merchants) {
        this.merchants = merchants;
    }

    /**
     * @param repeat ECPay words the first delivery in Chinese and every repeat as {@code paid}
     */
    Map<String, String> of(Trade trade, Kind kind, Instant at, Forgery forgery, boolean repeat) {
        var order = trade.order();
        var fields = new LinkedHashMap<String, String>();
        fields.put("MerchantID", order.text("MerchantID"));
        fields.put("MerchantTradeNo", order.text("MerchantTradeNo"));
        if (order.fields().containsKey("PlatformID")) {
            fields.put("PlatformID", order.text("PlatformID"));
        }
        fields.put("StoreID", order.text("StoreID"));
        fields.put("RtnCode", kind == Kind.FAILED ? PAY_FAILED : "1");
        fields.put("RtnMsg", message(kind, repeat));
        fields.put("TradeNo", trade.tradeNo());
        fields.put("TradeAmt", order.text("TotalAmount"));
        fields.put("PaymentDate", Trade.date(at));
        fields.put("PaymentType", "Credit_CreditCard");
        fields.put(
                "PaymentTypeChargeFee",
                kind == Kind.FAILED ? "0" : String.valueOf(trade.chargeFee()));
        fields.put("TradeDate", Trade.date(trade.createdAt()));
        fields.put("SimulatePaid", kind == Kind.SIMULATED ? "1" : "0");
        for (int i = 1; i <= 4; i++) {
            fields.put("CustomField" + i, order.text("CustomField" + i));
        }
        if (order.needsExtraPaidInfo()) {
            addExtraPaidInfo(fields, trade, kind, at);
        }
        return forged(CheckMacValue.sign(fields, signer(trade)), trade, forgery);
    }

    Merchant signer(Trade trade) {
        var id = trade.order().signerId();
        return merchants
                .find(id)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "merchant "
                                                + id
                                                + " was known when the trade was opened and is not any more"));
    }

    private static String message(Kind kind, boolean repeat) {
        return switch (kind) {
            case FAILED -> "付款失敗";
            case PAID -> repeat ? "paid" : "交易成功";
            case SIMULATED -> repeat ? "paid" : "付款成功";
        };
    }

    private static void addExtraPaidInfo(
            Map<String, String> fields, Trade trade, Kind kind, Instant at) {
        boolean authorised = kind == Kind.PAID;
        fields.put("gwsr", String.valueOf(trade.gwsr()));
        fields.put("process_date", Trade.date(at));
        fields.put("auth_code", authorised ? "777777" : "");
        fields.put("amount", trade.order().text("TotalAmount"));
        fields.put("eci", authorised ? "5" : "0");
        fields.put("card4no", "2222");
        fields.put("card6no", "431195");
        for (var name :
                new String[] {
                    "stage", "stast", "staed", "red_dan", "red_de_amt", "red_ok_amt", "red_yet"
                }) {
            fields.put(name, "0");
        }
        for (var name :
                new String[] {
                    "ATMAccBank",
                    "ATMAccNo",
                    "WebATMAccBank",
                    "WebATMAccNo",
                    "WebATMBankName",
                    "PaymentNo",
                    "PayFrom",
                    "PeriodType",
                    "Frequency",
                    "ExecTimes",
                    "PeriodAmount",
                    "TotalSuccessTimes",
                    "TotalSuccessAmount",
                    "TWQRTradeNo"
                }) {
            fields.put(name, "");
        }
    }

    private Map<String, String> forged(Map<String, String> fields, Trade trade, Forgery forgery) {
        switch (forgery) {
            case NONE -> {
                return fields;
            }
            case MAC -> {
                var mac = fields.getOrDefault(CheckMacValue.NAME, "");
                fields.put(
                        CheckMacValue.NAME, (mac.startsWith("0") ? "1" : "0") + mac.substring(1));
                return fields;
            }
            case AMOUNT -> fields.put("TradeAmt", trade.order().amount() == 1 ? "2" : "1");
            case MERCHANT ->
                    fields.put("MerchantID", merchants.otherThan(trade.order().text("MerchantID")));
            case TRADENO ->
                    fields.put(
                            "MerchantTradeNo", neverOpened(trade.order().text("MerchantTradeNo")));
        }
        return CheckMacValue.sign(fields, signer(trade));
    }

    private static String neverOpened(String merchantTradeNo) {
        var begin = merchantTradeNo.substring(0, merchantTradeNo.length() - 1);
        return begin + (merchantTradeNo.endsWith("0") ? "Z" : "0");
    }
}
