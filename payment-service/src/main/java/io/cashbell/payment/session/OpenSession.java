package io.cashbell.payment.session;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.Payments;
import io.cashbell.payment.Payments.Opening;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.gateway.SessionAnswer;
import io.cashbell.payment.problem.ProblemTypes;
import io.cashbell.payment.session.Arrival.ByBrowser;
import io.cashbell.payment.settlement.SettleNotice;
import io.cashbell.payment.settlement.Settlement;
import io.cashbell.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a fresh attempt for a buyer who holds the order's token. */
@Singleton
class OpenSession {

    private static final Logger log = LoggerFactory.getLogger(OpenSession.class);

    private final Payments payments;
    private final Gateways gateways;
    private final OpenAtGateway opening;
    private final SettleNotice settlements;
    private final Patience patience;
    private final LeftMethods left;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OpenSession(
            Payments payments,
            Gateways gateways,
            OpenAtGateway opening,
            SettleNotice settlements,
            Patience patience,
            LeftMethods left,
            Clock clock) {
        this.payments = payments;
        this.gateways = gateways;
        this.opening = opening;
        this.settlements = settlements;
        this.patience = patience;
        this.left = left;
        this.clock = clock;
    }

    /**
     * What a visit would lead to; opens nothing, reads once, never waits.
     *
     * @param chosen another way to pay than the order was placed with; null for that
     */
    Visit look(OrderId orderId, String token, @Nullable PaymentMethod chosen) {
        Wish wish = new Wish(new ByBrowser(Device.PC), chosen, false);
        return payments.find(orderId)
                .map(
                        payment ->
                                standing(payment, TokenHash.of(token), now())
                                        .orElseGet(
                                                () -> {
                                                    offering(
                                                            payment,
                                                            wish.methodFor(payment),
                                                            wish.arrival());
                                                    return new Visit.Payable();
                                                }))
                .orElseGet(Visit.NotYet::new);
    }

    /**
     * One conditional write when all is well; waits for an order whose event is under way.
     *
     * @param again whether this is a page of ours that loads itself, so that a look is cheaper
     */
    Visit visit(OrderId orderId, String token, Wish wish, boolean again) {
        // Guesses the gateway, so that the write needs no read; a refusal brings the truth.
        Optional<PaymentGateway> guess =
                again || wish.another() || wish.chosen() != null
                        ? Optional.empty()
                        : gateways.likeliest();
        return patiently(
                orderId,
                () ->
                        guess.isPresent()
                                ? open(orderId, token, wish, guess.get())
                                : open(orderId, token, wish));
    }

    /**
     * For a program that calls the payment window up.
     *
     * @param payer who pays, as the gateway names them
     */
    Visit callUp(OrderId orderId, String token, String payer) {
        Wish wish = new Wish(new Arrival.InProgram(payer), null, false);
        return patiently(orderId, () -> open(orderId, token, wish));
    }

    private Visit patiently(OrderId orderId, Supplier<Visit> open) {
        Visit visit = open.get();
        if (visit instanceof Visit.NotYet
                && patience.await(() -> payments.find(orderId).isPresent())) {
            return open.get();
        }
        return visit;
    }

    private Visit open(OrderId orderId, String token, Wish wish, PaymentGateway guess) {
        String hash = TokenHash.of(token);
        Attempt attempt = attempt(guess);
        return switch (payments.open(
                orderId, hash, guess.pageMethods(), attempt, !guess.givesSessions())) {
            case Opening.Opened(var payment) -> sent(payment, attempt, wish.arrival());
            case Opening.NoPayment _ -> new Visit.NotYet();
            case Opening.Refused(var payment) -> open(payment, hash, wish);
        };
    }

    private Visit open(OrderId orderId, String token, Wish wish) {
        return payments.find(orderId)
                .map(payment -> open(payment, TokenHash.of(token), wish))
                .orElseGet(Visit.NotYet::new);
    }

    /** Of a payment that is known: the gateway is no guess, and an open attempt may go on. */
    private Visit open(Payment payment, String hash, Wish wish) {
        Optional<Visit> standing = standing(payment, hash, now());
        if (standing.isPresent()) {
            return standing.get();
        }
        PaymentMethod method = wish.methodFor(payment);
        PaymentGateway gateway = offering(payment, method, wish.arrival());
        // A second number beside the first would let the buyer pay twice, unawares.
        if (!wish.another() && payment.state() instanceof AwaitingTransfer) {
            return new Visit.HasNumber(payment);
        }
        Optional<GatewayPage> open = resumed(payment, method, gateway, wish.arrival());
        if (open.isPresent()) {
            return new Visit.ToGateway(payment, open.get());
        }
        refuseTooMany(payment);
        if (!gateway.takes(payment, method, now())) {
            throw notAvailable();
        }
        Attempt attempt =
                method.equals(payment.method()) ? attempt(gateway) : attempt(gateway).by(method);
        Set<PaymentMethod> ordered = Set.of(payment.method());
        boolean ready = !gateway.givesSessions();
        Opening opened =
                wish.another()
                        ? payments.openAnother(payment.orderId(), hash, ordered, attempt, ready)
                        : payments.open(payment.orderId(), hash, ordered, attempt, ready);
        return switch (opened) {
            case Opening.Opened(var now) -> sent(now, attempt, wish.arrival());
            case Opening.NoPayment _ -> new Visit.NotYet();
            case Opening.Refused(var other) -> {
                refuseTooMany(other);
                Optional<Visit> now = standing(other, hash, attempt.startedAt());
                if (now.isEmpty() && other.state() instanceof AwaitingTransfer) {
                    // Its number was issued a moment ago.
                    yield new Visit.HasNumber(other);
                }
                yield now.orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "nothing stands in the way, yet it is refused"));
            }
        };
    }

    private Attempt attempt(PaymentGateway gateway) {
        return Attempt.open(AttemptNumber.next(random), gateway.merchant(), now());
    }

    /** The page of the newest attempt that may go on; seldom any. */
    private static Optional<GatewayPage> resumed(
            Payment payment, PaymentMethod method, PaymentGateway gateway, Arrival arrival) {
        return payment.attempts().values().stream()
                .filter(attempt -> attempt.merchant().equals(gateway.merchant()))
                .filter(
                        attempt ->
                                !(payment.state() instanceof Failed(var declined)
                                        && declined.contains(attempt.number())))
                .max(Comparator.comparing(Attempt::startedAt))
                // One before it was closed when the buyer turned to another way.
                .filter(attempt -> payment.methodOf(attempt).equals(method))
                .flatMap(attempt -> arrival.resume(gateway, attempt));
    }

    private Visit sent(Payment payment, Attempt attempt, Arrival arrival) {
        PaymentGateway gateway = offering(payment, payment.methodOf(attempt), arrival);
        return switch (opening.open(gateway, payment, attempt, arrival)) {
            case SessionAnswer.Opened(var page, _) -> new Visit.ToGateway(payment, page);
            case SessionAnswer.Refused(var reason, var code) -> {
                log.atWarn()
                        .addKeyValue("orderId", payment.orderId())
                        .addKeyValue("attempt", attempt.number())
                        .addKeyValue("reason", reason)
                        .addKeyValue("gatewayCode", code)
                        .log("The gateway refused to open a payment session");
                throw notAvailable();
            }
            case SessionAnswer.PaidBefore(var older, var paid) -> paid(payment, older, paid);
            case SessionAnswer.Unreachable _ -> throw unreachable();
        };
    }

    /** What no callback had said comes out when the buyer is about to pay again. */
    private Visit paid(Payment payment, Attempt older, GatewayAnswer.Paid paid) {
        Settlement settlement = settlements.settle(payment, older, paid);
        log.atInfo()
                .addKeyValue("orderId", payment.orderId())
                .addKeyValue("attempt", older.number())
                .addKeyValue("outcome", settlement.label())
                .log("The gateway was asked and said what no callback had said");
        if (settlement.isAcknowledged()) {
            return new Visit.ToResult(payment.orderId());
        }
        // Money that contradicts our record: kept for a person, and nobody pays on top of it.
        throw notAvailable();
    }

    /**
     * What stands in the way, if anything; the token first, since whoever lacks it learns nothing
     * else.
     */
    private Optional<Visit> standing(Payment payment, String hash, Instant now) {
        if (!payment.hasAccessTokenHash(hash)) {
            throw ProblemTypes.WRONG_TOKEN.because("This link is not complete.");
        }
        if (payment.state() instanceof Confirmed) {
            return Optional.of(new Visit.ToResult(payment.orderId()));
        }
        if (!payment.isPayableAt(now)) {
            throw ProblemTypes.PAYMENT_EXPIRED.because("The time to pay this order is over.");
        }
        return Optional.empty();
    }

    private static void refuseTooMany(Payment payment) {
        if (payment.attempts().size() >= Payment.MAX_ATTEMPTS) {
            throw ProblemTypes.TOO_MANY_ATTEMPTS.because(
                    "The payment page of this order was opened too often.");
        }
    }

    /**
     * The gateway that takes this much by {@code method} from whoever comes so. What the owner
     * switched off is no other way; the one that was ordered stays.
     */
    private PaymentGateway offering(Payment payment, PaymentMethod method, Arrival arrival) {
        return gateways.offering(method)
                .filter(gateway -> gateway.takes(method, payment.amount()))
                .filter(gateway -> arrival.suits(gateway, method))
                .filter(_ -> method.equals(payment.method()) || left.has(method))
                .orElseThrow(OpenSession::notAvailable);
    }

    private static ProblemException unreachable() {
        return ProblemTypes.GATEWAY_UNREACHABLE.because(
                "The payment gateway does not answer for the moment. Try again in a minute; nothing"
                        + " was charged.");
    }

    private static ProblemException notAvailable() {
        return ProblemTypes.METHOD_NOT_AVAILABLE.because(
                "This shop cannot take payments by this method for the moment.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
