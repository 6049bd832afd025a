package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.ecpay.Trade.Status;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * QueryTradeInfo/V5 (section 6). The answer looks like a form and is not one: its values are not
 * encoded, and they are signed so.
 *
 * <p>How ECPay words a refused query is not published; here it is {@code code|message}, without a
 * signature.
 */
final class TradeQuery {
    private static final String NO_SUCH_ORDER = "10200047";
    private static final String NEVER_PAID = "10200095";
    private static final Duration VALID = Duration.ofMinutes(3);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private final Ledger ledger;
    private final Merchants merchants;
    private final SandboxClock clock;

    TradeQuery(Ledger ledger, Merchants merchants, SandboxClock clock) {
        this.ledger = ledger;
        this.merchants = merchants;
        this.clock = clock;
    }

    Reply answer(Request request) {
        try {
            var fields = request.form().values();
            var signer = check(fields);
            var key =
                    new Order.Key(
                            fields.getOrDefault("MerchantID", ""),
                            fields.getOrDefault("MerchantTradeNo", ""));
            var trade = ledger.find(key).orElse(null);
            return Reply.text(200, unencoded(CheckMacValue.sign(describe(key, trade), signer)));
        } catch (RefusedException refused) {
            var refusal = refused.refusal();
            return Reply.text(
                    200, refusal.code() + "|" + refusal.message() + " " + refusal.detail());
        }
    }

    private Merchant check(Map<String, String> fields) {
        var id = fields.getOrDefault("MerchantID", "");
        var platform = fields.getOrDefault("PlatformID", "");
        var signer =
                merchants
                        .find(platform.isEmpty() ? id : platform)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Refusal.noSuchMethod(
                                                        "There is no merchant " + id + " here.")));
        if (!CheckMacValue.matches(fields, signer)) {
            throw new RefusedException(Refusal.wrongChecksum("", List.of()));
        }
        if (fields.getOrDefault("MerchantTradeNo", "").isEmpty()) {
            throw new RefusedException(Refusal.parameter("MerchantTradeNo", "is required"));
        }
        var stamp = fields.getOrDefault("TimeStamp", "");
        if (!SECONDS.matcher(stamp).matches()) {
            throw new RefusedException(
                    Refusal.parameter("TimeStamp", "must be seconds since 1970"));
        }
        var apart =
                Duration.between(Instant.ofEpochSecond(Long.parseLong(stamp)), clock.realInstant())
                        .abs();
        if (apart.compareTo(VALID) > 0) {
            throw new RefusedException(
                    Refusal.parameter(
                            "TimeStamp",
                            "is " + apart.toSeconds() + " seconds off; 180 are allowed"));
        }
        return signer;
    }

    private static Map<String, String> describe(Order.Key key, @Nullable Trade trade) {
        var paidAt = trade != null && trade.status() == Status.PAID ? trade.settledAt() : null;
        var fee = trade != null && paidAt != null ? String.valueOf(trade.chargeFee()) : "0";
        var answer = new LinkedHashMap<String, String>();
        answer.put("MerchantID", key.merchantId());
        answer.put("MerchantTradeNo", key.merchantTradeNo());
        answer.put("StoreID", ordered(trade, "StoreID"));
        answer.put("TradeNo", trade == null ? "" : trade.tradeNo());
        answer.put("TradeAmt", trade == null ? "0" : ordered(trade, "TotalAmount"));
        answer.put("PaymentDate", paidAt == null ? "" : Trade.date(paidAt));
        answer.put("PaymentType", paidAt == null ? "" : "Credit_CreditCard");
        answer.put("HandlingCharge", fee);
        answer.put("PaymentTypeChargeFee", fee);
        answer.put("TradeDate", trade == null ? "" : Trade.date(trade.createdAt()));
        answer.put("TradeStatus", trade == null ? NO_SUCH_ORDER : status(trade.status()));
        answer.put("ItemName", ordered(trade, "ItemName"));
        for (int i = 1; i <= 4; i++) {
            answer.put("CustomField" + i, ordered(trade, "CustomField" + i));
        }
        return answer;
    }

    private static String ordered(@Nullable Trade trade, String field) {
        return trade == null ? "" : trade.order().text(field);
    }

    private static String status(Status status) {
        return switch (status) {
            case CREATED -> "0";
            case PAID -> "1";
            case FAILED -> NEVER_PAID;
        };
    }

    private static String unencoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
    }
}
