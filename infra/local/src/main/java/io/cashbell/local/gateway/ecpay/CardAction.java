package io.cashbell.local.gateway.ecpay;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Something done to a card payment by DoAction (section 7).
 *
 * @param amount in whole dollars
 */
record CardAction(Kind kind, long amount, Instant at) {

    enum Kind {
        CAPTURE("C"),
        REFUND("R"),
        CANCEL_CAPTURE("E"),
        ABANDON("N");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }

        static Optional<Kind> of(String letter) {
            return Arrays.stream(values()).filter(kind -> kind.letter.equals(letter)).findFirst();
        }

        String letter() {
            return letter;
        }
    }
}
