package io.cashbell.order;

import java.time.Instant;

/**
 * Money that goes back to the buyer, or went.
 *
 * @param id the same for every repetition; also the id of the event that asks for it
 * @param amount more than nothing
 * @param reason in the owner's words; empty where the payment service gave it back by itself
 * @param at when it was asked for, or first heard of
 */
public record Refund(String id, Money amount, String reason, Instant at, Standing standing) {
    public Refund {
        if (amount.isZero()) {
            throw new IllegalArgumentException("Nothing is no refund");
        }
    }

    /** How far it got. */
    public enum Standing {
        REQUESTED("requested"),
        DONE("done"),
        FAILED("failed");

        private final String text;

        Standing(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        /**
         * @throws IllegalArgumentException if no standing has that text
         */
        public static Standing of(String text) {
            for (Standing known : values()) {
                if (known.text.equals(text)) {
                    return known;
                }
            }
            throw new IllegalArgumentException("No standing of a refund " + text);
        }
    }

    Refund standing(Standing next) {
        return new Refund(id, amount, reason, at, next);
    }
}
