package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of the journal. Times are milliseconds since 1970. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Ordered.class, name = "ordered"),
    @JsonSubTypes.Type(value = Entry.Handed.class, name = "handed"),
    @JsonSubTypes.Type(value = Entry.Paid.class, name = "paid"),
    @JsonSubTypes.Type(value = Entry.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = Entry.RefundBegun.class, name = "refund-begun"),
    @JsonSubTypes.Type(value = Entry.RefundSettled.class, name = "refund-settled"),
    @JsonSubTypes.Type(value = Entry.Set.class, name = "set"),
    @JsonSubTypes.Type(value = Entry.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = Entry.Attempted.class, name = "attempted")
})
sealed interface Entry {

    record Ordered(TradeType type, JsonNode body, long at, long expiresAt) implements Entry {}

    /** A prepay_id or the pr of a code_url. */
    record Handed(String outTradeNo, String handle, long at) implements Entry {}

    record Paid(String outTradeNo, String transactionId, String openid, int total, long at)
            implements Entry {}

    record Closed(String outTradeNo, long at) implements Entry {}

    record RefundBegun(
            String outTradeNo, JsonNode body, String refundId, long at, @Nullable Long due)
            implements Entry {}

    record RefundSettled(String outRefundNo, Refund.Status status, long at) implements Entry {}

    record Set(List<String> products, @Nullable Long balance) implements Entry {}

    record Queued(
            String id,
            String noticeId,
            Notice.Event event,
            String outTradeNo,
            @Nullable String outRefundNo,
            String url,
            Forgery forgery,
            @Nullable Integer amount,
            boolean kept,
            long at,
            long due,
            String nonce)
            implements Entry {}

    record Attempted(
            String id,
            long at,
            String serial,
            int status,
            String body,
            @Nullable String error,
            long millis,
            boolean acknowledged,
            @Nullable Long next)
            implements Entry {}
}
