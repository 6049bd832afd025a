package io.cashbell.local;

/** A reason not to go on, as one line for the person who asked, and the exit code. */
final class Refusal extends RuntimeException {
    static final int USAGE = 2;

    private final int exitCode;

    Refusal(int exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    Refusal(String line) {
        this(1, line);
    }

    int exitCode() {
        return exitCode;
    }

    String line() {
        return String.valueOf(getMessage());
    }
}
