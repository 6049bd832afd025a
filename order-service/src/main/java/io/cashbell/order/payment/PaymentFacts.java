package io.cashbell.order.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.order.Instructions;
import io.cashbell.order.Money;
import io.cashbell.order.OrderFact;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.Receipt;
import io.cashbell.order.event.InstructionsIssued;
import io.cashbell.order.event.PaymentConcern;
import io.cashbell.order.event.PaymentConfirmed;
import io.cashbell.order.event.PaymentProgress;
import io.cashbell.order.event.PaymentRefunded;
import io.cashbell.order.event.RefundFailed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Translates what the payment service says into facts about an order. */
@Singleton
class PaymentFacts {
    /** Reasons are shown to people and stored with the order. */
    private static final int LONGEST_REASON = 200;

    private final ObjectMapper json;

    PaymentFacts(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @return empty for a type that says nothing about an order
     * @throws IllegalArgumentException if it does not say what its type promises
     */
    Optional<OrderFact> of(CloudEvent event) {
        return Optional.ofNullable(
                switch (event.type()) {
                    case PaymentConfirmed.TYPE -> confirmed(read(event, PaymentConfirmed.class));
                    case PaymentProgress.SESSION_CREATED ->
                            new OrderFact.SessionOpened(event.sequence());
                    case InstructionsIssued.TYPE -> instructions(event);
                    case PaymentProgress.FAILED ->
                            new OrderFact.PaymentFailed(
                                    event.sequence(),
                                    known(read(event, PaymentProgress.class).method()));
                    // Only the payment service knows that no gateway has the money.
                    case PaymentProgress.EXPIRED -> new OrderFact.DeadlinePassed(event.time());
                    case PaymentRefunded.TYPE ->
                            refunded(read(event, PaymentRefunded.class), event.time());
                    case RefundFailed.TYPE -> failed(read(event, RefundFailed.class), event.time());
                    case PaymentConcern.DISPUTED ->
                            new OrderFact.PaymentDisputed(words(read(event, PaymentConcern.class)));
                    default -> null;
                });
    }

    private static OrderFact confirmed(PaymentConfirmed said) {
        String method = required(said.method(), "method");
        Money amount = Money.of(required(said.amount(), "amount"));
        return new OrderFact.PaymentConfirmed(
                method(method),
                amount,
                Receipt.of(
                        required(said.paidAt(), "paidAt"),
                        required(said.paymentId(), "paymentId"),
                        required(said.gatewayTradeNo(), "gatewayTradeNo"),
                        amount));
    }

    private OrderFact instructions(CloudEvent event) {
        InstructionsIssued said = read(event, InstructionsIssued.class);
        return new OrderFact.InstructionsIssued(
                event.sequence(),
                new Instructions(
                        said.bankCode(),
                        said.account(),
                        said.paymentCode(),
                        Objects.requireNonNullElse(said.barcodes(), List.of()),
                        required(said.expiresAt(), "expiresAt")),
                known(said.method()));
    }

    private static PaymentMethod method(String code) {
        return PaymentMethod.find(code)
                .orElseThrow(() -> new IllegalArgumentException("Unknown payment method"));
    }

    private static @Nullable PaymentMethod known(@Nullable String code) {
        return code == null ? null : method(code);
    }

    private static OrderFact refunded(PaymentRefunded said, Instant at) {
        Money amount = Money.of(required(said.amount(), "amount"));
        if (Boolean.TRUE.equals(said.unapplied())) {
            return new OrderFact.SurplusReturned(amount);
        }
        return new OrderFact.PaymentRefunded(
                required(said.refundId(), "refundId"),
                amount,
                Money.of(required(said.remaining(), "remaining")),
                at);
    }

    private static OrderFact failed(RefundFailed said, Instant at) {
        return new OrderFact.RefundFailed(
                required(said.refundId(), "refundId"), shortened(said.reason()), at);
    }

    /** Two of one reason are two things to look at: their money and number tell them apart. */
    private static String words(PaymentConcern said) {
        StringJoiner words = new StringJoiner(", ");
        words.add(Objects.requireNonNullElse(said.reason(), ""));
        if (said.amount() != null) {
            words.add(Money.of(said.amount()).toString());
        }
        if (said.gatewayTradeNo() != null) {
            words.add(said.gatewayTradeNo());
        }
        return shortened(words.toString());
    }

    private static String shortened(@Nullable String said) {
        String reason = Objects.requireNonNullElse(said, "");
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }

    private <T> T read(CloudEvent event, Class<T> type) {
        try {
            return required(json.treeToValue(event.data(), type), "data");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(event.type() + " is not as its schema says", e);
        }
    }

    /** Jackson leaves out what the sender left out. */
    private static <T> T required(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("The event has no " + name);
        }
        return value;
    }
}
