package io.cashbell.payment.gateway.wechatpay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.payment.Money;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said between us and WeChat Pay, spelled as WeChat Pay spells it. Only known fields are
 * sent, since unknown ones and nulls are refused; of an answer only what we use is read.
 */
final class WechatpayMessages {

    static final Currency YUAN = Currency.getInstance("CNY");

    // What reads in two ways, or goes on after its end, is not read.
    static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private WechatpayMessages() {}

    /** Empty for what is not one JSON object in UTF-8. */
    static Optional<JsonNode> read(byte[] body) {
        try {
            return read(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    static Optional<JsonNode> read(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** The code of a refusal. Its words are not read; they may repeat what was sent. */
    static Optional<String> errorCode(byte[] body) {
        return read(body)
                .flatMap(answer -> text(answer, "code"))
                .filter(code -> code.matches("[A-Z_]{1,40}"));
    }

    /** What a gateway is told that asks with a notice; {@code code} is what it looks at. */
    static String failure(String message) {
        return JSON.createObjectNode().put("code", "FAIL").put("message", message).toString();
    }

    /** RFC 3339, with an offset. Empty for anything else. */
    static Optional<Instant> instant(@Nullable String time) {
        if (time == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** What a call led to. */
    sealed interface Answer<T> permits Given, Other {}

    /** A success that WeChat Pay signed. */
    record Given<T>(T message) implements Answer<T> {}

    /**
     * Anything else; nothing final may follow from it, since nothing says who speaks.
     *
     * @param code WeChat Pay's, or what became of reading one
     */
    record Other<T>(int status, String code) implements Answer<T> {}

    /**
     * How an order stands; the answer to a query and the content of a notice.
     *
     * @param amount null where none is named that can be read
     */
    record Transaction(
            String appid,
            String mchid,
            String outTradeNo,
            String tradeState,
            @Nullable String transactionId,
            @Nullable String attach,
            @Nullable String successTime,
            @Nullable Money amount) {

        static Optional<Transaction> of(JsonNode answer) {
            Optional<String> appid = text(answer, "appid");
            Optional<String> mchid = text(answer, "mchid");
            Optional<String> number = text(answer, "out_trade_no");
            Optional<String> state = text(answer, "trade_state");
            if (appid.isEmpty() || mchid.isEmpty() || number.isEmpty() || state.isEmpty()) {
                return Optional.empty();
            }
            JsonNode amount = answer.path("amount");
            return Optional.of(
                    new Transaction(
                            appid.get(),
                            mchid.get(),
                            number.get(),
                            state.get(),
                            text(answer, "transaction_id").orElse(null),
                            text(answer, "attach").orElse(null),
                            text(answer, "success_time").orElse(null),
                            text(amount, "currency")
                                    .flatMap(currency -> money(amount, "total", currency))
                                    .orElse(null)));
        }
    }

    /**
     * Gives money back. The same {@code outRefundNo} is the same refund: in any doubt the same
     * number is sent again, with the same values; another number gives back a second time.
     *
     * @param outRefundNo of digits, letters and {@code _ - | * @}, at most 64
     * @param reason shown to the buyer, at most 80 bytes; null for none
     * @param refund, total fen: what is given back, and what the whole order was
     */
    record RequestRefund(
            String outTradeNo,
            String outRefundNo,
            @Nullable String reason,
            URI notifyUrl,
            long refund,
            long total) {

        String json() {
            ObjectNode request = JSON.createObjectNode();
            request.put("out_trade_no", outTradeNo).put("out_refund_no", outRefundNo);
            if (reason != null) {
                request.put("reason", reason);
            }
            request.put("notify_url", notifyUrl.toString());
            request.putObject("amount")
                    .put("refund", refund)
                    .put("total", total)
                    .put("currency", YUAN.getCurrencyCode());
            return request.toString();
        }
    }

    /**
     * How a refund stands.
     *
     * @param status {@code PROCESSING} (accepted, not done), {@code SUCCESS}, {@code CLOSED}
     *     (failed), {@code ABNORMAL} (somebody has to help)
     */
    record Refund(
            String refundId,
            String outRefundNo,
            String outTradeNo,
            @Nullable String transactionId,
            String status,
            Money refund,
            Money total,
            @Nullable String successTime) {

        /** The answer to a request or a query. */
        static Optional<Refund> of(JsonNode answer) {
            return of(answer, "status", text(answer.path("amount"), "currency").orElse(""));
        }

        private static Optional<Refund> of(JsonNode node, String statusName, String currency) {
            Optional<String> id = text(node, "refund_id");
            Optional<String> number = text(node, "out_refund_no");
            Optional<String> order = text(node, "out_trade_no");
            Optional<String> status = text(node, statusName);
            Optional<Money> refund = money(node.path("amount"), "refund", currency);
            Optional<Money> total = money(node.path("amount"), "total", currency);
            return id.isEmpty()
                            || number.isEmpty()
                            || order.isEmpty()
                            || status.isEmpty()
                            || refund.isEmpty()
                            || total.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Refund(
                                    id.get(),
                                    number.get(),
                                    order.get(),
                                    text(node, "transaction_id").orElse(null),
                                    status.get(),
                                    refund.get(),
                                    total.get(),
                                    text(node, "success_time").orElse(null)));
        }
    }

    /**
     * The content of a refund's notice, which spells the status otherwise and names no currency.
     */
    record RefundNotice(String mchid, Refund refund) {

        static Optional<RefundNotice> of(JsonNode content) {
            Optional<String> mchid = text(content, "mchid");
            Optional<Refund> refund = Refund.of(content, "refund_status", YUAN.getCurrencyCode());
            return mchid.isEmpty() || refund.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RefundNotice(mchid.get(), refund.get()));
        }
    }

    static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    /** Whole fen of a currency that exists. */
    private static Optional<Money> money(JsonNode amount, String name, String currency) {
        JsonNode fen = amount.path(name);
        if (!fen.isIntegralNumber() || !fen.asText().matches("\\d{1,12}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Currency.getInstance(currency))
                    .filter(known -> known.getDefaultFractionDigits() >= 0)
                    .map(known -> new Money(fen.longValue(), known));
        } catch (IllegalArgumentException noCurrency) {
            return Optional.empty();
        }
    }
}
