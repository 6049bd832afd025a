package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.Callback.Kind;
import io.cashbell.local.gateway.ecpay.Callback.News;
import java.util.Map;

/** What NeedExtraPaidInfo=Y adds to a callback (section 5.2): every name, most of them empty. */
final class ExtraPaidInfo {
    private static final String[] CARD_NUMBERS = {
        "stage", "stast", "staed", "red_dan", "red_de_amt", "red_ok_amt", "red_yet"
    };

    private static final String[] TEXTS = {
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
    };

    private ExtraPaidInfo() {}

    static void add(Map<String, String> fields, Trade trade, News news) {
        addCard(fields, trade, news);
        for (var name : TEXTS) {
            fields.put(name, "");
        }
        if (news.kind() == Kind.FAILED) {
            return;
        }
        var details = news.choice().details();
        switch (news.choice().method()) {
            case ATM -> {
                fields.put("ATMAccBank", details.bankCode());
                fields.put("ATMAccNo", "54321");
            }
            case WEBATM -> {
                fields.put("WebATMAccBank", details.bankCode());
                fields.put("WebATMAccNo", "54321");
                fields.put("WebATMBankName", details.title());
            }
            case CVS -> {
                var numbers = trade.numbers();
                fields.put(
                        "PaymentNo",
                        numbers == null ? "" : numbers.numbers().getOrDefault("PaymentNo", ""));
                fields.put("PayFrom", shop(details.name()));
            }
            case BARCODE -> fields.put("PayFrom", "family");
            case TWQR -> fields.put("TWQRTradeNo", "TWQR" + trade.tradeNo().substring(4));
            default -> {}
        }
    }

    private static void addCard(Map<String, String> fields, Trade trade, News news) {
        var choice = news.choice();
        boolean card = choice.method().isCard();
        boolean authorised = card && news.kind() == Kind.PAID;
        fields.put("gwsr", card ? String.valueOf(trade.gwsr()) : "0");
        fields.put("process_date", card ? Trade.date(news.at()) : "");
        fields.put("auth_code", authorised ? "777777" : "");
        fields.put("amount", card ? String.valueOf(news.amount()) : "0");
        fields.put("eci", authorised ? "5" : "0");
        fields.put("card4no", card ? choice.unionPay() ? "1111" : "2222" : "");
        fields.put("card6no", card ? choice.unionPay() ? "621611" : "431195" : "");
        for (var name : CARD_NUMBERS) {
            fields.put(name, "0");
        }
        if (authorised && choice.instalments() > 0) {
            // Section 3.1: what does not divide goes to the first one.
            long each = news.amount() / choice.instalments();
            fields.put("stage", String.valueOf(choice.instalments()));
            fields.put("stast", String.valueOf(news.amount() - each * (choice.instalments() - 1)));
            fields.put("staed", String.valueOf(each));
        }
        if (authorised && trade.order().redeemsPoints()) {
            fields.put("red_dan", "100");
            fields.put("red_de_amt", "1");
            fields.put("red_ok_amt", String.valueOf(news.amount() - 1));
            fields.put("red_yet", "900");
        }
    }

    private static String shop(String sub) {
        return switch (sub) {
            case "OK" -> "okmart";
            case "HILIFE" -> "hilife";
            case "FAMILY" -> "family";
            default -> "ibon";
        };
    }
}
