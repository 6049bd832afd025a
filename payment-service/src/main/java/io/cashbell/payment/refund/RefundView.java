package io.cashbell.payment.refund;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cashbell.payment.Capture;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundExplanation;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundState.Accepted;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Manual;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundState.Underway;
import io.cashbell.payment.RefundState.Unknown;
import io.cashbell.payment.event.Amount;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the owner sees it.
 *
 * @param status requested, in-progress, unknown, manual, refunded or failed
 * @param words what that means and what comes next, for people
 * @param code names those words; stays when they are worded anew
 * @param action the gateway's call that is being made, if one is
 * @param nextTry while it waits: not before then
 * @param gatewayTradeNo the money it is of, as the gateway numbers it
 * @param unapplied whether that money is counted by no order
 */
@Introspected
@JsonInclude(Include.NON_NULL)
public record RefundView(
        String refundId,
        Amount amount,
        String reason,
        String status,
        String words,
        String code,
        @Nullable String action,
        Instant requestedAt,
        @Nullable Instant nextTry,
        @Nullable Instant refundedAt,
        @Nullable String gatewayCode,
        @Nullable String gatewayTradeNo,
        boolean unapplied) {

    /** All of a payment, the oldest first. */
    public static List<RefundView> of(Payment payment) {
        return payment.refunds().values().stream()
                .sorted(
                        Comparator.comparing(Refund::requestedAt)
                                .thenComparing(refund -> refund.id().value()))
                .map(refund -> of(payment, refund))
                .toList();
    }

    static RefundView of(Payment payment, Refund refund) {
        RefundState state = refund.state();
        RefundExplanation explained = explain(state);
        return new RefundView(
                refund.id().value(),
                Amount.of(refund.amount()),
                refund.request().reason(),
                status(state),
                explained.words(),
                explained.code(),
                explained.action(),
                refund.requestedAt(),
                state instanceof Requested(var notBefore, _) ? notBefore : null,
                state instanceof Refunded(var at) ? at : null,
                state instanceof Failed(_, var code) ? code : null,
                payment.captureOf(refund)
                        .map(Capture::reference)
                        .map(Object::toString)
                        .orElse(null),
                !refund.isOfThePayment());
    }

    private static String status(RefundState state) {
        return switch (state) {
            case Requested _ -> "requested";
            case Underway _, Accepted _ -> "in-progress";
            case Unknown _ -> "unknown";
            case Manual _ -> "manual";
            case Refunded _ -> "refunded";
            case Failed _ -> "failed";
        };
    }

    private static RefundExplanation explain(RefundState state) {
        return switch (state) {
            case Requested(_, var why) -> RefundExplanation.of(why);
            case Underway(var step, _) -> RefundExplanation.of("asking-gateway", step);
            case Unknown _ -> RefundExplanation.of("answer-lost");
            case Accepted _ -> RefundExplanation.of("accepted");
            case Manual(var why, _) -> RefundExplanation.of(why);
            case Refunded _ -> RefundExplanation.of("back");
            case Failed(var reason, _) -> RefundExplanation.of(reason);
        };
    }
}
