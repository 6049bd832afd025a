package io.cashbell.payment.gateway.kakaopay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cashbell.payment.Money;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is said between us and KakaoPay, spelled as KakaoPay spells it. Of an answer only what we
 * use is read; whatever else it holds is nobody's fault.
 */
final class KakaopayMessages {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    // What reads in two ways, or goes on after its end, is not read.
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private KakaopayMessages() {}

    /** KakaoPay's clock shows Korean time and never says so; empty for anything else. */
    static Optional<Instant> instant(@Nullable String time) {
        if (time == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(time).atZone(SEOUL).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** Numbers as numbers. */
    static String json(SequencedMap<String, Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers are always JSON", impossible);
        }
    }

    /** Everything as text, of UTF-8. */
    static String form(SequencedMap<String, Object> fields) {
        return fields.sequencedEntrySet().stream()
                .map(
                        field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue().toString(),
                                                StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Empty for what is not one JSON object. */
    static Optional<JsonNode> read(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(new String(body, StandardCharsets.UTF_8)))
                    .filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /**
     * The code of a refusal: {@code error_code} in the open dialect, {@code code} in the legacy
     * one. Nothing else of it is read; messages may hold what the buyer typed.
     */
    static Optional<String> errorCode(byte[] body) {
        return read(body)
                .map(
                        answer ->
                                answer.has("error_code")
                                        ? answer.get("error_code")
                                        : answer.path("code"))
                .filter(code -> code.isIntegralNumber() || code.isTextual())
                .map(JsonNode::asText)
                .filter(code -> code.matches("-?\\d{1,6}"));
    }

    /** What a call led to. */
    sealed interface Answer<T> permits Given, Other {}

    /** A clear 200. */
    record Given<T>(T message) implements Answer<T> {}

    /**
     * Anything else.
     *
     * @param code KakaoPay's, or what became of reading one
     */
    record Other<T>(int status, String code) implements Answer<T> {}

    /** Takes the money. */
    record Approve(
            String cid,
            String tid,
            String partnerOrderId,
            String partnerUserId,
            String pgToken,
            long totalAmount) {

        SequencedMap<String, Object> fields() {
            SequencedMap<String, Object> fields = new LinkedHashMap<>();
            fields.put("cid", cid);
            fields.put("tid", tid);
            fields.put("partner_order_id", partnerOrderId);
            fields.put("partner_user_id", partnerUserId);
            fields.put("pg_token", pgToken);
            fields.put("total_amount", totalAmount);
            return fields;
        }

        /** Without the token, which takes money. */
        @Override
        public String toString() {
            return "Approve[partnerOrderId=" + partnerOrderId + "]";
        }
    }

    /** Asks how a payment stands. */
    record Order(String cid, String tid) {

        SequencedMap<String, Object> fields() {
            SequencedMap<String, Object> fields = new LinkedHashMap<>();
            fields.put("cid", cid);
            fields.put("tid", tid);
            return fields;
        }
    }

    /**
     * Gives money back.
     *
     * @param availableAmount what is left before this one: KakaoPay refuses it where that is wrong
     * @param payload comes back with {@code order}
     */
    record Cancel(
            String cid,
            String tid,
            long amount,
            long taxFreeAmount,
            long vatAmount,
            long availableAmount,
            String payload) {

        SequencedMap<String, Object> fields() {
            SequencedMap<String, Object> fields = new LinkedHashMap<>();
            fields.put("cid", cid);
            fields.put("tid", tid);
            fields.put("cancel_amount", amount);
            fields.put("cancel_tax_free_amount", taxFreeAmount);
            fields.put("cancel_vat_amount", vatAmount);
            fields.put("cancel_available_amount", availableAmount);
            fields.put("payload", payload);
            return fields;
        }
    }

    /** Money was given back: so much by this call. */
    record Cancelled(Identity identity, long amount, @Nullable String canceledAt) {

        static Optional<Cancelled> of(JsonNode answer) {
            Optional<Identity> identity = Identity.of(answer);
            Optional<Long> amount = whole(answer.path("approved_cancel_amount"));
            return text(answer, "aid").isEmpty() || identity.isEmpty() || amount.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Cancelled(
                                    identity.get(),
                                    amount.get(),
                                    text(answer, "canceled_at").orElse(null)));
        }
    }

    /** What a payment is, in every answer about one; compared with what we asked for. */
    record Identity(String cid, String tid, String partnerOrderId, String partnerUserId) {

        private static Optional<Identity> of(JsonNode answer) {
            Optional<String> cid = text(answer, "cid");
            Optional<String> tid = text(answer, "tid");
            Optional<String> order = text(answer, "partner_order_id");
            Optional<String> user = text(answer, "partner_user_id");
            return cid.isEmpty() || tid.isEmpty() || order.isEmpty() || user.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Identity(cid.get(), tid.get(), order.get(), user.get()));
        }
    }

    /** The money was taken. An answer without an {@code aid} approves nothing. */
    record Approved(Identity identity, Money total, @Nullable String approvedAt) {

        static Optional<Approved> of(JsonNode answer) {
            Optional<Identity> identity = Identity.of(answer);
            Optional<Money> total = won(answer);
            return text(answer, "aid").isEmpty() || identity.isEmpty() || total.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Approved(
                                    identity.get(),
                                    total.get(),
                                    text(answer, "approved_at").orElse(null)));
        }
    }

    /**
     * How a payment stands.
     *
     * @param total null where the answer names none
     * @param rest what may still be given back; null where the answer does not say
     * @param listsCancellations whether the answer names the cancellations one by one
     * @param cancelPayloads what they were called by whoever asked for them, where anybody did
     */
    record Standing(
            Identity identity,
            String status,
            @Nullable Money total,
            @Nullable String approvedAt,
            @Nullable Long rest,
            @Nullable String canceledAt,
            boolean listsCancellations,
            List<String> cancelPayloads) {

        static Optional<Standing> of(JsonNode answer) {
            Optional<Identity> identity = Identity.of(answer);
            Optional<String> status = text(answer, "status");
            return identity.isEmpty() || status.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Standing(
                                    identity.get(),
                                    status.get(),
                                    won(answer).orElse(null),
                                    text(answer, "approved_at").orElse(null),
                                    whole(answer.path("cancel_available_amount")).orElse(null),
                                    text(answer, "canceled_at").orElse(null),
                                    cancellations(answer).findAny().isPresent(),
                                    cancellations(answer)
                                            .flatMap(action -> text(action, "payload").stream())
                                            .toList()));
        }

        /** Null where the answer does not say; what was never taken gives nothing back. */
        @Nullable Money givenBack() {
            return total == null || rest == null || rest > total.minorUnits()
                    ? null
                    : new Money(total.minorUnits() - rest, total.currency());
        }

        private static Stream<JsonNode> cancellations(JsonNode answer) {
            return answer.path("payment_action_details")
                    .valueStream()
                    .filter(action -> action.path("payment_action_type").asText().equals("CANCEL"));
        }
    }

    /** The {@code total} of an amount in whole won. */
    private static Optional<Long> whole(JsonNode amount) {
        return Optional.of(amount.path("total"))
                .filter(JsonNode::isIntegralNumber)
                .filter(JsonNode::canConvertToLong)
                .map(JsonNode::asLong);
    }

    static Optional<String> text(JsonNode answer, String name) {
        return Optional.of(answer.path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    /** Whole won only. */
    private static Optional<Money> won(JsonNode answer) {
        return Optional.of(answer.path("amount").path("total"))
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::asText)
                .filter(text -> text.matches("\\d{1,12}"))
                .map(text -> Money.of(text, "KRW"));
    }
}
