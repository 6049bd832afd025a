package io.cashbell.notification.delivery;

import org.jspecify.annotations.Nullable;

/** A mail was not accepted. Its message is kept in the record and in logs: it holds no address. */
public final class MailRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean partial;

    public MailRefusedException(String reason) {
        this(reason, null, false);
    }

    public MailRefusedException(String reason, Throwable cause) {
        this(reason, cause, false);
    }

    private MailRefusedException(String reason, @Nullable Throwable cause, boolean partial) {
        super(reason, cause);
        this.partial = partial;
    }

    /** Some of its readers have it, others are still to get it. */
    static MailRefusedException partly(String reason, Throwable cause) {
        return new MailRefusedException(reason, cause, true);
    }

    /** Whether the mail server takes mails, only not this one for all of its readers. */
    boolean isPartial() {
        return partial;
    }

    /** What went wrong, in a few words. */
    public String reason() {
        String message = getMessage();
        return message == null ? "unknown" : message;
    }
}
