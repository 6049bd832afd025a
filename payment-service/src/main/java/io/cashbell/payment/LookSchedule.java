package io.cashbell.payment;

import io.cashbell.payment.PaymentState.AwaitingTransfer;
import java.time.Duration;
import java.time.Instant;

/**
 * When somebody looks after a payment that has not come to its end: asks the gateway, in case its
 * callback was lost, and ends what is over its deadline.
 *
 * @param soon after a payment has begun, and between two looks. With a job every five minutes and
 *     four minutes here, whatever was paid is found within ten. ECPay advises forty minutes (page
 *     16579); a buyer who has paid waits for less
 * @param later between two looks after a number that was issued, which is paid days later, at a
 *     bank or in a store; not shorter than {@code soon}
 * @param fresh for as long as a number that was just issued is likely to be paid at once
 */
public record LookSchedule(Duration soon, Duration later, Duration fresh) {

    public static final LookSchedule USUAL =
            new LookSchedule(Duration.ofMinutes(4), Duration.ofMinutes(30), Duration.ofHours(2));

    public LookSchedule {
        if (soon.compareTo(Duration.ofSeconds(1)) < 0
                || later.compareTo(soon) < 0
                || fresh.isNegative()) {
            throw new IllegalArgumentException(
                    "reconciliation.looks: soon is at least 1s, later not shorter, fresh not"
                            + " negative");
        }
    }

    /** The first look after a payment that is kept at {@code now}. */
    public Instant first(Instant now) {
        return now.plus(soon);
    }

    /** The look after one at {@code now} that left {@code payment} open. */
    public Instant next(Payment payment, Instant now) {
        Instant next = now.plus(isSlow(payment, now) ? later : soon);
        boolean passesDeadline =
                now.isBefore(payment.expiresAt()) && next.isAfter(payment.expiresAt());
        return passesDeadline ? payment.expiresAt() : next;
    }

    private boolean isSlow(Payment payment, Instant now) {
        return payment.state() instanceof AwaitingTransfer
                && payment.attempts().values().stream()
                        .noneMatch(attempt -> attempt.startedAt().plus(fresh).isAfter(now));
    }
}
