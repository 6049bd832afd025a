package io.cashbell.payment.gateway.kakaopay;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Capture;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Cancel;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Cancelled;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Given;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Identity;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Order;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Other;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Standing;
import io.cashbell.payment.gateway.kakaopay.KakaopayReadyMessages.Price;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cancels payments at KakaoPay, as a whole or in parts.
 *
 * <p>There is no key against repeats. Each call names the rest it believes in ({@code
 * cancel_available_amount}), and KakaoPay refuses one that is wrong: so a call that is made twice
 * has one effect at most. The refund's id travels as {@code payload} and comes back with {@code
 * order}.
 */
@Singleton
@Requires(bean = KakaopayConfig.class)
class KakaopayRefunds {

    private static final Duration AGAIN = Duration.ofMinutes(4);

    private final KakaopayClient client;
    private final Clock clock;

    KakaopayRefunds(KakaopayClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** A cancellation, whenever it is asked for; KakaoPay knows no closing. */
    RefundPlan plan(Payment payment, Capture capture, Refund refund) {
        return new RefundPlan.Act(
                new RefundStep("cancel", Long.toString(rest(payment, capture, refund))));
    }

    RefundAnswer cancel(Payment payment, Capture capture, Refund refund, RefundStep step) {
        long rest = Long.parseLong(step.evidence());
        long amount = refund.amount().minorUnits();
        Identity identity = identity(payment, capture);
        Cancel cancel =
                new Cancel(
                        identity.cid(),
                        identity.tid(),
                        amount,
                        // Nothing that this shop sells is free of tax.
                        0,
                        vat(capture.amount().minorUnits(), rest, amount),
                        rest,
                        refund.id().value());
        try {
            return switch (client.cancel(cancel)) {
                case Given<Cancelled>(var cancelled) ->
                        cancelled.identity().equals(identity) && cancelled.amount() == amount
                                ? new RefundAnswer.Returned(instant(cancelled.canceledAt()))
                                : new RefundAnswer.Unknown("not-ours");
                // The call is over; how the money stands decides, not the words of the refusal.
                case Other<Cancelled>(_, var code) ->
                        refused(code, standing(payment, capture, refund, step));
            };
        } catch (NoAnswerException lost) {
            return lost.wasSent()
                    ? new RefundAnswer.Unknown("no-answer")
                    : new RefundAnswer.NotDone("gateway-silent", now().plus(AGAIN));
        }
    }

    private static RefundAnswer refused(String code, RefundAnswer standing) {
        if (!(standing instanceof RefundAnswer.NotDone)) {
            return standing instanceof RefundAnswer.Returned
                    ? standing
                    : new RefundAnswer.Unknown(code);
        }
        String reason = KakaopayStatus.refundRefusal(code);
        return reason.isEmpty()
                ? new RefundAnswer.Unknown(code)
                : new RefundAnswer.Refused(reason, code);
    }

    /** What the rest of the payment says of the call that was made with {@code step}. */
    RefundAnswer standing(Payment payment, Capture capture, Refund refund, RefundStep step) {
        Identity identity = identity(payment, capture);
        try {
            return switch (client.order(new Order(identity.cid(), identity.tid()))) {
                case Given<Standing>(var standing) ->
                        standing.identity().equals(identity)
                                ? standing(standing, refund, Long.parseLong(step.evidence()))
                                : new RefundAnswer.Unknown("not-ours");
                case Other<Standing>(_, var code) -> new RefundAnswer.Unknown(code);
            };
        } catch (NoAnswerException unknown) {
            return new RefundAnswer.Unknown("no-answer");
        }
    }

    private RefundAnswer standing(Standing standing, Refund refund, long restBefore) {
        Long rest = standing.rest();
        if (standing.cancelPayloads().contains(refund.id().value())) {
            return new RefundAnswer.Returned(instant(standing.canceledAt()));
        }
        if (rest == null) {
            return new RefundAnswer.Unknown("no-rest");
        }
        if (rest == restBefore) {
            return new RefundAnswer.NotDone("gateway-silent", now().plus(AGAIN));
        }
        // The rest alone may have fallen by somebody else's cancellation of as much. It speaks for
        // ours only where none is named.
        return !standing.listsCancellations() && rest == restBefore - refund.amount().minorUnits()
                ? new RefundAnswer.Returned(instant(standing.canceledAt()))
                : new RefundAnswer.AskAPerson("contradicts-our-record");
    }

    /**
     * The tax in this part: what the parts until now and this one hold together, less what those
     * before held, so that the tax of all parts is that of the whole.
     */
    static long vat(long total, long rest, long amount) {
        long before = total - rest;
        long until = before + amount;
        return Price.of(until, 0).vat() - (before == 0 ? 0 : Price.of(before, 0).vat());
    }

    /** What is left before this refund; of money beside the payment all is. */
    private static long rest(Payment payment, Capture capture, Refund refund) {
        return refund.isOfThePayment()
                ? payment.remaining().minorUnits()
                : capture.amount().minorUnits();
    }

    private static Identity identity(Payment payment, Capture capture) {
        Attempt attempt = Objects.requireNonNull(payment.attempts().get(capture.attempt()));
        return new Identity(
                attempt.merchant(),
                capture.reference().value(),
                attempt.number().value(),
                KakaopayGateway.user(payment));
    }

    private Instant instant(@Nullable String time) {
        return KakaopayMessages.instant(time).orElseGet(this::now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
