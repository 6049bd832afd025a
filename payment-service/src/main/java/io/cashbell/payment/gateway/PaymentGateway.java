package io.cashbell.payment.gateway;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What we ask of a gateway. A method that calls the gateway's servers never waits longer than the
 * connector's time limit, and never takes a lost answer for a refusal.
 */
public interface PaymentGateway {

    GatewayName name();

    /** The methods that this installation offers through it. */
    Set<PaymentMethod> methods();

    /** Those of them that have a page, which a browser can be sent to. */
    default Set<PaymentMethod> pageMethods() {
        return methods();
    }

    /** Our account there; an attempt that is opened now belongs to it. */
    String merchant();

    /** Whether the gateway can charge exactly this amount by this method. */
    boolean takes(PaymentMethod method, Money amount);

    /**
     * The same of one more attempt of {@code payment} at {@code now}: a method may need more time
     * than there is left.
     */
    default boolean takes(Payment payment, PaymentMethod method, Instant now) {
        return takes(method, payment.amount());
    }

    /**
     * The way to the gateway's page for {@code attempt}, an attempt of {@code payment} that is kept
     * already.
     */
    SessionAnswer open(Payment payment, Attempt attempt, Device device);

    /**
     * Whether an opened attempt brings a session to be kept, without which nobody can pay by it.
     * Otherwise one can as soon as the attempt itself is kept.
     */
    default boolean givesSessions() {
        return false;
    }

    /** Whether {@link #resume} ever gives anything, so that an attempt is looked for first. */
    default boolean resumes() {
        return false;
    }

    /** The page of an attempt that was opened before, where the buyer may go on with it. */
    default Optional<GatewayPage> resume(Attempt attempt) {
        return Optional.empty();
    }

    /**
     * How the attempt stands at the gateway. May be asked as often as the gateway allows; changes
     * nothing there.
     */
    GatewayAnswer query(Payment payment, Attempt attempt);

    /**
     * For how long after the payment's deadline the gateway may still tell of money that was paid
     * by this attempt in time. Until then the payment does not expire, though nobody can begin to
     * pay it any more.
     */
    default Duration grace(Payment payment, Attempt attempt) {
        return Duration.ZERO;
    }

    /** The same question, and what was given back by now, where the gateway says it at once. */
    default GatewayAccount account(Payment payment, Attempt attempt) {
        return new GatewayAccount(query(payment, attempt), null);
    }

    /**
     * Lets nobody pay by this attempt any more, where the gateway can do that, and says how it
     * stands then. May be repeated; an attempt that was paid stays so.
     */
    default GatewayAnswer close(Payment payment, Attempt attempt) {
        return query(payment, attempt);
    }
}
