package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.Callback.Forgery;
import io.cashbell.local.gateway.ecpay.Callback.Kind;
import io.cashbell.local.gateway.ecpay.Callback.News;
import io.cashbell.local.gateway.ecpay.CheckMacValue.Hash;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The signed fields that go to the shop's server and, by the buyer's browser, to its pages
 * (sections 5.1 to 5.3).
 */
final class CallbackFields {
    static final String PAID = "1";
    static final String PAY_FAILED = "10100058";
    static final String ACCOUNT_ISSUED = "2";
    static final String CODE_ISSUED = "10100073";
    static final String LOAN_REFUSED = "10200163";

    private final Merchants merchants;

    CallbackFields(Merchants merchants) {
        this.merchants = merchants;
    }

    /**
     * @param repeat ECPay words the first delivery in Chinese and every repeat as {@code paid}
     */
    Map<String, String> of(Trade trade, News news, Forgery forgery, boolean repeat) {
        var fields = news.kind() == Kind.ISSUED ? issued(trade, news) : paid(trade, news, repeat);
        return forged(CheckMacValue.sign(fields, signer(trade)), trade, forgery);
    }

    /** As the browser brings them. */
    Map<String, String> of(Trade trade, News news) {
        return of(trade, news, Forgery.NONE, false);
    }

    /** Whether they can be signed: not for a trade of a merchant that is not served any more. */
    boolean areKnownFor(Trade trade) {
        return merchants.find(trade.order().signerId()).isPresent();
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
                                                + " was known when the trade was opened and is not"
                                                + " any more"));
    }

    private static Map<String, String> paid(Trade trade, News news, boolean repeat) {
        var order = trade.order();
        var fields = new LinkedHashMap<String, String>();
        fields.put("MerchantID", order.text("MerchantID"));
        fields.put("MerchantTradeNo", order.text("MerchantTradeNo"));
        if (order.fields().containsKey("PlatformID")) {
            fields.put("PlatformID", order.text("PlatformID"));
        }
        fields.put("StoreID", order.text("StoreID"));
        fields.put("RtnCode", news.code());
        fields.put("RtnMsg", message(news.kind(), repeat));
        fields.put("TradeNo", trade.tradeNo());
        fields.put("TradeAmt", String.valueOf(news.amount()));
        fields.put("PaymentDate", Trade.date(news.at()));
        fields.put("PaymentType", news.choice().paymentType());
        fields.put(
                "PaymentTypeChargeFee",
                news.kind() == Kind.FAILED
                        ? "0"
                        : String.valueOf(news.choice().method().fee(news.amount())));
        fields.put("TradeDate", Trade.date(trade.createdAt()));
        fields.put("SimulatePaid", news.kind() == Kind.SIMULATED ? "1" : "0");
        addCustomFields(fields, order);
        if (order.needsExtraPaidInfo()) {
            ExtraPaidInfo.add(fields, trade, news);
        }
        return fields;
    }

    private static Map<String, String> issued(Trade trade, News news) {
        var order = trade.order();
        var issued = Issued.of(order, news.choice(), trade.number(), news.at());
        var fields = new LinkedHashMap<String, String>();
        fields.put("MerchantID", order.text("MerchantID"));
        fields.put("MerchantTradeNo", order.text("MerchantTradeNo"));
        fields.put("StoreID", order.text("StoreID"));
        fields.put("RtnCode", news.code());
        fields.put(
                "RtnMsg",
                switch (news.choice().method()) {
                    case ATM -> "Get VirtualAccount Succeeded";
                    case BNPL -> "Application accepted";
                    default -> "Get CVS Code Succeeded.";
                });
        fields.put("TradeNo", trade.tradeNo());
        fields.put("TradeAmt", String.valueOf(news.amount()));
        fields.put("PaymentType", news.choice().paymentType());
        fields.put("TradeDate", Trade.date(trade.createdAt()));
        fields.putAll(issued.numbers());
        if (!issued.expireDate().isEmpty()) {
            fields.put("ExpireDate", issued.expireDate());
        }
        addCustomFields(fields, order);
        return fields;
    }

    private static void addCustomFields(Map<String, String> fields, Order order) {
        for (int i = 1; i <= 4; i++) {
            fields.put("CustomField" + i, order.text("CustomField" + i));
        }
    }

    private static String message(Kind kind, boolean repeat) {
        if (kind == Kind.FAILED) {
            return "付款失敗";
        }
        return repeat ? "paid" : kind == Kind.PAID ? "交易成功" : "付款成功";
    }

    private Map<String, String> forged(Map<String, String> fields, Trade trade, Forgery forgery) {
        switch (forgery) {
            case NONE -> {
                return fields;
            }
            case UNSIGNED -> {
                fields.remove(CheckMacValue.NAME);
                return fields;
            }
            case KEYS -> {
                var other = merchants.find(merchants.otherThan(signer(trade).id())).orElseThrow();
                fields.put(CheckMacValue.NAME, CheckMacValue.of(fields, other, Hash.SHA256));
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
