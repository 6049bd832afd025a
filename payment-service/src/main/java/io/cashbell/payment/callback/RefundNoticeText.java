package io.cashbell.payment.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.gateway.GatewayRefundNotice;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundAnswer.AskAPerson;
import io.cashbell.payment.gateway.RefundAnswer.NotDone;
import io.cashbell.payment.gateway.RefundAnswer.Refused;
import io.cashbell.payment.gateway.RefundAnswer.Returned;
import io.cashbell.payment.gateway.RefundAnswer.StepDone;
import io.cashbell.payment.gateway.RefundAnswer.TakenOn;
import io.cashbell.payment.gateway.RefundAnswer.Unknown;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** A verified notice of a refund as text, and back: what {@link NoticeText} is for a payment's. */
final class RefundNoticeText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGINNING = "{\"refund\":";

    private RefundNoticeText() {}

    private record Stored(
            @Nullable String refund,
            @Nullable String merchant,
            @Nullable String attempt,
            @Nullable String reference,
            long amount,
            long total,
            @Nullable String currency,
            @Nullable String totalCurrency,
            @Nullable String kind,
            long at,
            @Nullable String reason,
            @Nullable String code) {}

    /** Whether {@code text} was written here, and not by {@link NoticeText}. */
    static boolean isOne(String text) {
        return text.startsWith(BEGINNING);
    }

    static String of(GatewayRefundNotice notice) {
        Stored stored =
                switch (notice.answer()) {
                    case Returned(var at) -> stored(notice, "returned", at, null, null);
                    case TakenOn(var code) -> stored(notice, "taken-on", null, null, code);
                    case Refused(var reason, var code) ->
                            stored(notice, "refused", null, reason, code);
                    case AskAPerson(var why) -> stored(notice, "ask-a-person", null, why, null);
                    case Unknown(var code) -> stored(notice, "unknown", null, null, code);
                    case StepDone _, NotDone _ ->
                            throw new IllegalArgumentException("no notice says that");
                };
        try {
            return JSON.writeValueAsString(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notice could not be written", e);
        }
    }

    private static Stored stored(
            GatewayRefundNotice notice,
            String kind,
            @Nullable Instant at,
            @Nullable String reason,
            @Nullable String code) {
        return new Stored(
                notice.number().value(),
                notice.merchant(),
                notice.attempt().value(),
                notice.reference() == null ? null : notice.reference().value(),
                notice.amount().minorUnits(),
                notice.total().minorUnits(),
                notice.amount().currency().getCurrencyCode(),
                notice.total().currency().getCurrencyCode(),
                kind,
                at == null ? 0 : at.toEpochMilli(),
                reason,
                code);
    }

    /**
     * @throws IllegalArgumentException for text that was not written here
     */
    static GatewayRefundNotice read(String text) {
        try {
            Stored stored = JSON.readValue(text, Stored.class);
            return new GatewayRefundNotice(
                    new RefundNumber(text(stored.refund())),
                    text(stored.merchant()),
                    new AttemptNumber(text(stored.attempt())),
                    stored.reference() == null ? null : new GatewayReference(stored.reference()),
                    new Money(stored.amount(), Currency.getInstance(text(stored.currency()))),
                    new Money(stored.total(), Currency.getInstance(text(stored.totalCurrency()))),
                    answer(stored));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a kept notice", e);
        }
    }

    private static RefundAnswer answer(Stored stored) {
        return switch (text(stored.kind())) {
            case "returned" -> new Returned(Instant.ofEpochMilli(stored.at()));
            case "taken-on" -> new TakenOn(text(stored.code()));
            case "refused" -> new Refused(text(stored.reason()), text(stored.code()));
            case "ask-a-person" -> new AskAPerson(text(stored.reason()));
            case "unknown" -> new Unknown(text(stored.code()));
            default -> throw new IllegalArgumentException("no answer is spelled " + stored.kind());
        };
    }

    private static String text(@Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("a part of a kept notice is missing");
        }
        return value;
    }
}
