package io.cashbell.local;

/** A signal ends everything: whoever is in the middle of something leaves it, without a word. */
final class StoppedException extends RuntimeException {
    StoppedException() {
        super("stopped by a signal");
    }
}
