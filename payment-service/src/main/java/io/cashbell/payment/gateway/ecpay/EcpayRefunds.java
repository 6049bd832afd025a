package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.gateway.ecpay.EcpayRefundPlanner.CANCEL_CAPTURE;
import static io.cashbell.payment.gateway.ecpay.EcpayRefundPlanner.REFUND;
import static io.cashbell.payment.gateway.ecpay.EcpayRefundPlanner.VOID;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Capture;
import io.cashbell.payment.CardAuthorisation;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.Action;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.CardQuery;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.CardStanding;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.CardStanding.Stage;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.DoAction;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.Done;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives card payments back at ECPay; page 16567. There is no key against repeats, so a refund whose
 * answer was lost is never asked for again: the state tells that it was done, or a person looks.
 * Calling a capture off and giving an authorisation up do no harm twice.
 */
@Singleton
@Requires(bean = EcpayConfig.class)
class EcpayRefunds {

    private static final Duration AGAIN = Duration.ofMinutes(4);
    private static final String STAGE_HOST = "payment-stage.ecpay.com.tw";

    private final EcpayConfig config;
    private final EcpayCardConfig card;
    private final EcpayClient client;
    private final Clock clock;

    EcpayRefunds(EcpayConfig config, EcpayCardConfig card, EcpayClient client, Clock clock) {
        this.config = config;
        this.card = card;
        this.client = client;
        this.clock = clock;
    }

    private enum Effect {
        DONE,
        UNDONE,
        STRANGE,
        SILENT
    }

    RefundPlan plan(Payment payment, Capture capture, Refund refund) {
        if (!isCard(payment.methodOf(capture.attempt()))) {
            return new RefundPlan.ByHand("no-refund-by-gateway");
        }
        CardAuthorisation authorisation = capture.card();
        if (authorisation == null) {
            return new RefundPlan.ByHand("card-unknown");
        }
        if (!card.isComplete()) {
            return new RefundPlan.ByHand("no-credit-check-code");
        }
        // Nothing is authorised there in truth, so there is nothing to undo.
        if (STAGE_HOST.equals(config.baseUrl().getHost())) {
            return new RefundPlan.ByHand("no-refund-by-gateway");
        }
        return standing(payment, capture)
                .map(
                        standing ->
                                EcpayRefundPlanner.plan(
                                        new EcpayRefundPlanner.Situation(
                                                standing,
                                                dollars(capture.amount()),
                                                dollars(
                                                        refund.isOfThePayment()
                                                                ? payment.remaining()
                                                                : capture.amount()),
                                                dollars(refund.amount()),
                                                authorisation.indivisible(),
                                                authorisation.unionPay()),
                                        clock.instant()))
                .orElseGet(() -> new RefundPlan.Undecided("no-answer"));
    }

    private static boolean isCard(PaymentMethod method) {
        return EcpayMethod.find(method.code()).filter(EcpayMethod::isCard).isPresent();
    }

    RefundAnswer act(Payment payment, Capture capture, Refund refund, RefundStep step) {
        Attempt attempt = Objects.requireNonNull(payment.attempts().get(capture.attempt()));
        Action action = action(step);
        DoAction call =
                new DoAction(
                        attempt.merchant(),
                        attempt.number().value(),
                        capture.reference().value(),
                        action,
                        (action == Action.REFUND ? refund.amount() : capture.amount()).decimal());
        try {
            Optional<Done> done =
                    client.doAction(call)
                            .filter(a -> a.merchantTradeNo().equals(attempt.number().value()));
            if (done.isEmpty()) {
                return new RefundAnswer.Unknown("unreadable");
            }
            return done.get().isDone()
                    ? done(step)
                    : refused(payment, capture, refund, step, done.get().refusal());
        } catch (NoAnswerException lost) {
            return lost.wasSent()
                    ? new RefundAnswer.Unknown("no-answer")
                    : new RefundAnswer.NotDone("gateway-silent", now().plus(AGAIN));
        }
    }

    /** The call is over; how the money stands decides, since ECPay's texts are no contract. */
    private RefundAnswer refused(
            Payment payment, Capture capture, Refund refund, RefundStep step, String code) {
        return switch (effect(payment, capture, refund, step)) {
            case DONE -> done(step);
            case STRANGE -> new RefundAnswer.AskAPerson("contradicts-our-record");
            case SILENT -> new RefundAnswer.Unknown(code);
            case UNDONE ->
                    switch (step.action()) {
                        // What cannot be called off is captured tonight, and refunded then.
                        case CANCEL_CAPTURE ->
                                new RefundAnswer.NotDone(
                                        "waits-for-capture", EcpayRefundPlanner.nextClosed(now()));
                        case VOID ->
                                isCaptureCancelled(refund)
                                        ? new RefundAnswer.AskAPerson("not-voided")
                                        : new RefundAnswer.Refused("refused", code);
                        default -> new RefundAnswer.Refused("refused", code);
                    };
        };
    }

    RefundAnswer standing(Payment payment, Capture capture, Refund refund, RefundStep step) {
        return switch (effect(payment, capture, refund, step)) {
            case DONE -> done(step);
            case STRANGE -> new RefundAnswer.AskAPerson("contradicts-our-record");
            case SILENT -> new RefundAnswer.Unknown("no-answer");
            case UNDONE ->
                    step.action().equals(REFUND)
                            ? new RefundAnswer.AskAPerson("not-found-at-gateway")
                            : new RefundAnswer.NotDone("gateway-silent", now().plus(AGAIN));
        };
    }

    private Effect effect(Payment payment, Capture capture, Refund refund, RefundStep step) {
        Optional<CardStanding> found = standing(payment, capture);
        if (found.isEmpty()) {
            return Effect.SILENT;
        }
        CardStanding standing = found.get();
        return switch (step.action()) {
            case VOID ->
                    switch (standing.stage()) {
                        case ABANDONED -> Effect.DONE;
                        case AUTHORISED -> Effect.UNDONE;
                        case TO_BE_CAPTURED, CAPTURED, UNDOCUMENTED -> Effect.STRANGE;
                    };
            case CANCEL_CAPTURE ->
                    switch (standing.stage()) {
                        case AUTHORISED -> Effect.DONE;
                        case TO_BE_CAPTURED, CAPTURED -> Effect.UNDONE;
                        case ABANDONED, UNDOCUMENTED -> Effect.STRANGE;
                    };
            default -> {
                if (standing.stage() == Stage.UNDOCUMENTED) {
                    yield Effect.STRANGE;
                }
                if (standing.evidence().equals(step.evidence())) {
                    yield Effect.UNDONE;
                }
                yield standing.isAfterRefund(step.evidence(), dollars(refund.amount()))
                        ? Effect.DONE
                        : Effect.STRANGE;
            }
        };
    }

    private Optional<CardStanding> standing(Payment payment, Capture capture) {
        Attempt attempt = Objects.requireNonNull(payment.attempts().get(capture.attempt()));
        CardAuthorisation authorisation = Objects.requireNonNull(capture.card());
        try {
            return client.queryCard(
                    new CardQuery(
                            attempt.merchant(),
                            authorisation.number(),
                            capture.amount().decimal(),
                            Objects.requireNonNull(card.creditCheckCode())));
        } catch (NoAnswerException silent) {
            return Optional.empty();
        }
    }

    private RefundAnswer done(RefundStep step) {
        return step.action().equals(CANCEL_CAPTURE)
                ? new RefundAnswer.StepDone()
                : new RefundAnswer.Returned(now());
    }

    private static boolean isCaptureCancelled(Refund refund) {
        return refund.state() instanceof Requested(_, var why) && why.equals(CANCEL_CAPTURE);
    }

    private static Action action(RefundStep step) {
        return switch (step.action()) {
            case VOID -> Action.ABANDON;
            case CANCEL_CAPTURE -> Action.CANCEL_CAPTURE;
            case REFUND -> Action.REFUND;
            default -> throw new IllegalArgumentException("no step of ECPay's");
        };
    }

    private static long dollars(Money money) {
        return Long.parseLong(money.decimal());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
