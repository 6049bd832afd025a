package io.cashbell.notification.delivery;

/** A mail was not accepted. Its message is kept in the record and in logs: it holds no address. */
public final class MailRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public MailRefusedException(String reason) {
        super(reason);
    }

    public MailRefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** What went wrong, in a few words. */
    public String reason() {
        String message = getMessage();
        return message == null ? "unknown" : message;
    }
}
