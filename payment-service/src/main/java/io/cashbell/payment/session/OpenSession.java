package io.cashbell.payment.session;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.Payments;
import io.cashbell.payment.Payments.Opening;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.gateway.SessionAnswer;
import io.cashbell.payment.problem.ProblemTypes;
import io.cashbell.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a fresh attempt for a buyer who holds the order's token. */
@Singleton
class OpenSession {

    private static final Logger log = LoggerFactory.getLogger(OpenSession.class);

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

    /**
     * One conditional write when all is well; waits for an order whose event is under way.
     *
     * @param another whether a buyer who holds a number to pay with wants another one beside it
     */
    Visit visit(OrderId orderId, String token, Device device, boolean another) {
        Visit visit = open(orderId, token, device, another);
        if (visit instanceof Visit.NotYet
                && patience.await(() -> payments.find(orderId).isPresent())) {
            return open(orderId, token, device, another);
        }
        return visit;
    }

    /** Guesses the gateway, so that the write needs no read; a refusal brings the truth. */
    private Visit open(OrderId orderId, String token, Device device, boolean another) {
        Optional<PaymentGateway> guess = gateways.likeliest();
        return guess.isPresent()
                ? open(orderId, TokenHash.of(token), device, guess.get(), true, another)
                : look(orderId, token);
    }

    private Visit open(
            OrderId orderId,
            String hash,
            Device device,
            PaymentGateway gateway,
            boolean guessed,
            boolean another) {
        Attempt attempt = Attempt.open(AttemptNumber.next(random), gateway.merchant(), now());
        Opening opening =
                another
                        ? payments.openAnother(orderId, hash, gateway.methods(), attempt)
                        : payments.open(orderId, hash, gateway.methods(), attempt);
        return switch (opening) {
            case Opening.Opened(var payment) -> sent(payment, attempt, device);
            case Opening.NoPayment _ -> new Visit.NotYet();
            case Opening.Refused(var payment) -> {
                Visit standing = standing(payment, hash, attempt.startedAt());
                if (!(standing instanceof Visit.Payable)) {
                    yield standing;
                }
                // A second number beside the first would let the buyer pay twice, unawares.
                if (!another && payment.state() instanceof AwaitingTransfer) {
                    yield new Visit.HasNumber(payment);
                }
                if (!guessed) {
                    throw new IllegalStateException("nothing stands in the way, yet it is refused");
                }
                PaymentGateway offering = offering(payment);
                Optional<GatewayPage> open = resumed(payment, offering);
                yield open.isPresent()
                        ? new Visit.ToGateway(payment, open.get())
                        : open(orderId, hash, device, offering, false, another);
            }
        };
    }

    /** The page of the newest attempt that may go on; seldom any. */
    private static Optional<GatewayPage> resumed(Payment payment, PaymentGateway gateway) {
        return payment.attempts().values().stream()
                .filter(attempt -> attempt.merchant().equals(gateway.merchant()))
                .max(Comparator.comparing(Attempt::startedAt))
                .flatMap(gateway::resume);
    }

    private Visit sent(Payment payment, Attempt attempt, Device device) {
        return switch (offering(payment).open(payment, attempt, device)) {
            case SessionAnswer.Opened(var page, var session) -> {
                if (session != null
                        && payments.keepSession(payment.orderId(), attempt.number(), session)
                                .isEmpty()) {
                    throw new IllegalStateException("an attempt has disappeared");
                }
                yield new Visit.ToGateway(payment, page);
            }
            case SessionAnswer.Refused(var reason, var code) -> {
                log.atWarn()
                        .addKeyValue("orderId", payment.orderId())
                        .addKeyValue("attempt", attempt.number())
                        .addKeyValue("reason", reason)
                        .addKeyValue("gatewayCode", code)
                        .log("The gateway refused to open a payment session");
                throw notAvailable();
            }
            case SessionAnswer.Unreachable _ ->
                    throw ProblemTypes.GATEWAY_UNREACHABLE.because(
                            "The payment gateway does not answer for the moment. Try again in a"
                                    + " minute; nothing was charged.");
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
                .filter(gateway -> gateway.takes(payment.method(), payment.amount()))
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
