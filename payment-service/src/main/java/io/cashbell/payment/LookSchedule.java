package io.cashbell.payment;

import io.cashbell.payment.PaymentState.AwaitingTransfer;
import java.time.Duration;
import java.time.Instant;

/**
 * When somebody looks after a payment that has not come to its end: asks the gateway, in case its
 * callback was lost, and ends what is over its deadline.
 */
public final class LookSchedule {

    /**
     * With a job every five minutes, whatever was paid is found within ten. ECPay advises forty
     * minutes (page 16579); a buyer who has paid waits for less.
     */
    public static final Duration SOON = Duration.ofMinutes(4);

    /** A number that was issued is paid days later, at a bank or in a store. */
    public static final Duration LATER = Duration.ofMinutes(30);

    /** As long as a number that was just issued is likely to be paid at once. */
    private static final Duration FRESH = Duration.ofHours(2);

    private LookSchedule() {}

    /** The first look after a payment that is kept at {@code now}. */
    public static Instant first(Instant now) {
        return now.plus(SOON);
    }

    /** The look after one at {@code now} that left {@code payment} open. */
    public static Instant next(Payment payment, Instant now) {
        Instant next = now.plus(isSlow(payment, now) ? LATER : SOON);
        boolean passesDeadline =
                now.isBefore(payment.expiresAt()) && next.isAfter(payment.expiresAt());
        return passesDeadline ? payment.expiresAt() : next;
    }

    private static boolean isSlow(Payment payment, Instant now) {
        return payment.state() instanceof AwaitingTransfer
                && payment.attempts().values().stream()
                        .noneMatch(attempt -> attempt.startedAt().plus(FRESH).isAfter(now));
    }
}
