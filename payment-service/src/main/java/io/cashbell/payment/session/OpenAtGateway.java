package io.cashbell.payment.session;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Payments;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.gateway.SessionAnswer;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Opens an attempt at its gateway and keeps the session before anybody sees it. A gateway whose
 * page may be gone on with closes what was open before; it cannot close what another visit has
 * begun and not kept yet. So whoever keeps a session and finds that another visit has begun since
 * shows nobody the own one.
 */
@Singleton
class OpenAtGateway {

    private final Payments payments;

    OpenAtGateway(Payments payments) {
        this.payments = payments;
    }

    /**
     * @param payment as it stood when the attempt was added to it
     */
    SessionAnswer open(PaymentGateway gateway, Payment payment, Attempt attempt, Arrival arrival) {
        SessionAnswer answer = arrival.open(gateway, payment, attempt);
        if (!(answer instanceof SessionAnswer.Opened opened) || opened.session() == null) {
            return answer;
        }
        Payment kept =
                payments.keepSession(payment.orderId(), attempt.number(), opened.session())
                        .orElseThrow(() -> new IllegalStateException("an attempt has disappeared"));
        List<Attempt> later =
                kept.attempts().values().stream()
                        .filter(other -> !payment.attempts().containsKey(other.number()))
                        .filter(other -> other.merchant().equals(gateway.merchant()))
                        .toList();
        return later.isEmpty() || !gateway.resumes()
                ? opened
                : overtaken(gateway, kept, attempt, later, arrival);
    }

    /** The later one's page, once it has one: its visit has closed, or will not see, any other. */
    private SessionAnswer overtaken(
            PaymentGateway gateway,
            Payment payment,
            Attempt attempt,
            List<Attempt> later,
            Arrival arrival) {
        Attempt own = Objects.requireNonNull(payment.attempts().get(attempt.number()));
        // Nobody has seen it; where it is not closed now, it is before the next one opens.
        switch (gateway.close(payment, own)) {
            case GatewayAnswer.Paid paid -> {
                return new SessionAnswer.PaidBefore(own, paid);
            }
            // It may be the newest by the clock, and is not to be gone on with.
            case GatewayAnswer.Unused _, GatewayAnswer.Declined _ ->
                    payments.endSession(payment.orderId(), own);
            case GatewayAnswer.Pending _, GatewayAnswer.Unknown _ -> {}
        }
        Attempt newest = later.stream().max(Comparator.comparing(Attempt::startedAt)).orElseThrow();
        return arrival.resume(gateway, newest)
                .<SessionAnswer>map(page -> new SessionAnswer.Opened(page, newest.session()))
                .orElseGet(SessionAnswer.Unreachable::new);
    }
}
