package io.cashbell.payment.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CardAuthorisation;
import io.cashbell.payment.Claim;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayAnswer.Declined;
import io.cashbell.payment.gateway.GatewayAnswer.Paid;
import io.cashbell.payment.gateway.GatewayAnswer.Pending;
import io.cashbell.payment.gateway.GatewayAnswer.Unknown;
import io.cashbell.payment.gateway.GatewayAnswer.Unused;
import io.cashbell.payment.gateway.GatewayNotice;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verified notice as text, and back: all that settling it again needs. What came holds more, a
 * card's last digits for one, which nobody needs again.
 */
final class NoticeText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private NoticeText() {}

    private record Stored(
            @Nullable String order,
            @Nullable String merchant,
            @Nullable String attempt,
            long amount,
            @Nullable String currency,
            @Nullable String reference,
            boolean simulated,
            @Nullable Said said) {}

    private record Said(
            String kind,
            @Nullable String reference,
            long amount,
            @Nullable String currency,
            long at,
            @Nullable String reason,
            @Nullable String code,
            @Nullable How how,
            @Nullable Authorisation authorisation) {}

    private record Authorisation(String number, boolean indivisible, boolean unionPay) {}

    private record How(
            @Nullable String bank,
            @Nullable String account,
            @Nullable String code,
            List<String> barcodes,
            long until) {}

    static String of(GatewayNotice notice) {
        Claim claim = notice.claim();
        try {
            return JSON.writeValueAsString(
                    new Stored(
                            notice.orderId() == null ? null : notice.orderId().value(),
                            claim.merchant(),
                            claim.attempt().value(),
                            claim.amount().minorUnits(),
                            claim.amount().currency().getCurrencyCode(),
                            claim.reference() == null ? null : claim.reference().value(),
                            notice.simulated(),
                            said(notice.answer())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notice could not be written", e);
        }
    }

    /**
     * @throws IllegalArgumentException for text that was not written here
     */
    static GatewayNotice read(String text) {
        try {
            Stored stored = JSON.readValue(text, Stored.class);
            return new GatewayNotice(
                    stored.order() == null ? null : new OrderId(stored.order()),
                    new Claim(
                            text(stored.merchant()),
                            new AttemptNumber(text(stored.attempt())),
                            new Money(
                                    stored.amount(), Currency.getInstance(text(stored.currency()))),
                            stored.reference() == null
                                    ? null
                                    : new GatewayReference(stored.reference())),
                    stored.simulated(),
                    answer(stored.said()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a kept notice", e);
        }
    }

    private static Said said(GatewayAnswer answer) {
        return switch (answer) {
            case Paid(var reference, var amount, var paidAt, var card) ->
                    new Said(
                            "paid",
                            reference.value(),
                            amount.minorUnits(),
                            amount.currency().getCurrencyCode(),
                            paidAt.toEpochMilli(),
                            null,
                            null,
                            null,
                            card == null
                                    ? null
                                    : new Authorisation(
                                            card.number(), card.indivisible(), card.unionPay()));
            case Declined(var reason, var code) ->
                    new Said("declined", null, 0, null, 0, reason, code, null, null);
            case Pending(var code, var instructions) ->
                    new Said(
                            "pending",
                            null,
                            0,
                            null,
                            0,
                            null,
                            code,
                            instructions == null
                                    ? null
                                    : new How(
                                            instructions.bankCode(),
                                            instructions.account(),
                                            instructions.paymentCode(),
                                            instructions.barcodes(),
                                            instructions.expiresAt().toEpochMilli()),
                            null);
            case Unused(var code) -> new Said("unused", null, 0, null, 0, null, code, null, null);
            case Unknown(var code) -> new Said("unknown", null, 0, null, 0, null, code, null, null);
        };
    }

    private static GatewayAnswer answer(@Nullable Said said) {
        if (said == null) {
            throw new IllegalArgumentException("a part of a kept notice is missing");
        }
        return switch (said.kind()) {
            case "paid" ->
                    new Paid(
                            new GatewayReference(text(said.reference())),
                            new Money(said.amount(), Currency.getInstance(text(said.currency()))),
                            Instant.ofEpochMilli(said.at()),
                            said.authorisation() == null
                                    ? null
                                    : new CardAuthorisation(
                                            said.authorisation().number(),
                                            said.authorisation().indivisible(),
                                            said.authorisation().unionPay()));
            case "declined" -> new Declined(text(said.reason()), text(said.code()));
            case "pending" ->
                    new Pending(
                            text(said.code()),
                            said.how() == null ? null : instructions(said.how()));
            case "unused" -> new Unused(text(said.code()));
            case "unknown" -> new Unknown(text(said.code()));
            default -> throw new IllegalArgumentException("no answer is spelled " + said.kind());
        };
    }

    private static Instructions instructions(How how) {
        return new Instructions(
                how.bank(),
                how.account(),
                how.code(),
                how.barcodes(),
                Instant.ofEpochMilli(how.until()));
    }

    private static String text(@Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("a part of a kept notice is missing");
        }
        return value;
    }
}
