package io.cashbell.payment.session;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.Payments;
import io.cashbell.payment.Payments.Opening;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.problem.ProblemTypes;
import io.cashbell.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Opens a fresh attempt for a buyer who holds the order's token. */
@Singleton
class OpenSession {

    private final Payments payments;
    private final Gateways gateways;
    private final Patience patience;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OpenSession(Payments payments, Gateways gateways, Patience patience, Clock clock) {
        this.payments = payments;
        this.gateways = gateways;
        this.patience = patience;
        this.clock = clock;
    }

    /** What a visit would lead to; opens nothing, reads once, never waits. */
    Visit look(OrderId orderId, String token) {
        return payments.find(orderId)
                .map(payment -> standing(payment, TokenHash.of(token), now()))
                .orElseGet(Visit.NotYet::new);
    }

    /** One conditional write when all is well; waits for an order whose event is under way. */
    Visit visit(OrderId orderId, String token) {
        Visit visit = open(orderId, token);
        if (visit instanceof Visit.NotYet
                && patience.await(() -> payments.find(orderId).isPresent())) {
            return open(orderId, token);
        }
        return visit;
    }

    /** Guesses the gateway, so that the write needs no read; a refusal brings the truth. */
    private Visit open(OrderId orderId, String token) {
        Optional<PaymentGateway> guess = gateways.likeliest();
        return guess.isPresent()
                ? open(orderId, TokenHash.of(token), guess.get(), true)
                : look(orderId, token);
    }

    private Visit open(OrderId orderId, String hash, PaymentGateway gateway, boolean guessed) {
        Attempt attempt = new Attempt(AttemptNumber.next(random), gateway.merchant(), now());
        return switch (payments.open(orderId, hash, gateway.methods(), attempt)) {
            case Opening.Opened(var payment) -> {
                offering(payment);
                yield new Visit.ToGateway(payment, gateway.page(payment, attempt));
            }
            case Opening.NoPayment _ -> new Visit.NotYet();
            case Opening.Refused(var payment) -> {
                Visit standing = standing(payment, hash, attempt.startedAt());
                if (!(standing instanceof Visit.Payable)) {
                    yield standing;
                }
                if (!guessed) {
                    throw new IllegalStateException("nothing stands in the way, yet it is refused");
                }
                yield open(orderId, hash, offering(payment), false);
            }
        };
    }

    /** What stands in the way; the token first, since whoever lacks it learns nothing else. */
    private Visit standing(Payment payment, String hash, Instant now) {
        if (!payment.hasAccessTokenHash(hash)) {
            throw ProblemTypes.WRONG_TOKEN.because("This link is not complete.");
        }
        if (payment.state() instanceof Confirmed) {
            return new Visit.ToResult(payment.orderId());
        }
        if (!payment.isPayableAt(now)) {
            throw ProblemTypes.PAYMENT_EXPIRED.because("The time to pay this order is over.");
        }
        if (payment.attempts().size() >= Payment.MAX_ATTEMPTS) {
            throw ProblemTypes.TOO_MANY_ATTEMPTS.because(
                    "The payment page of this order was opened too often.");
        }
        offering(payment);
        return new Visit.Payable();
    }

    private PaymentGateway offering(Payment payment) {
        return gateways.offering(payment.method())
                .filter(gateway -> gateway.takes(payment.amount()))
                .orElseThrow(OpenSession::notAvailable);
    }

    private static ProblemException notAvailable() {
        return ProblemTypes.METHOD_NOT_AVAILABLE.because(
                "This shop cannot take payments by this method for the moment.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
