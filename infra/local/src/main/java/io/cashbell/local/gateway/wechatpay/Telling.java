package io.cashbell.local.gateway.wechatpay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the shop is to be told.
 *
 * @param copies 0 loses the notice, 2 sends it twice; only the first of genuine ones is repeated
 *     until acknowledged
 * @param forgery anything but NONE sends forgeries only
 * @param amount in fen: what a forged amount is or, without a forgery, what the buyer really pays;
 *     null: any other than the true one, and the true one
 * @param settleFirst a forgery otherwise leaves things as they are; with this, what it tells
 *     happens in truth as well, and nobody is told of that
 */
record Telling(
        int copies,
        Duration delay,
        Forgery forgery,
        @Nullable Integer amount,
        boolean settleFirst) {
    static final int MOST_COPIES = 1000;
    static final Duration LONGEST_DELAY = Duration.ofHours(1);
    static final Telling ONCE = new Telling(1, Duration.ZERO, Forgery.NONE, null, false);

    Telling {
        if (copies < 0 || copies > MOST_COPIES) {
            throw new IllegalArgumentException("callbacks must be 0 to " + MOST_COPIES);
        }
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "delayMillis must be 0 to " + LONGEST_DELAY.toMillis());
        }
        if (amount != null
                && (amount < 1 || (forgery != Forgery.NONE && forgery != Forgery.AMOUNT))) {
            throw new IllegalArgumentException(
                    "amount is fen, at least 1, and goes with no forgery but amount");
        }
    }

    boolean isForged() {
        return forgery != Forgery.NONE;
    }

    /** Nothing is said. */
    Telling silent() {
        return new Telling(0, delay, Forgery.NONE, null, false);
    }
}
