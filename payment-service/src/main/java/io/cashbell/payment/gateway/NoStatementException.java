package io.cashbell.payment.gateway;

/** A gateway's record of a day cannot be had, or cannot be read to its end. */
public final class NoStatementException extends Exception {

    private final String reason;

    /**
     * @param reason a short code for people and metrics, such as {@code no-answer}
     */
    public NoStatementException(String reason) {
        super("no statement: " + reason);
        this.reason = reason;
    }

    public NoStatementException(String reason, Exception cause) {
        super("no statement: " + reason, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
