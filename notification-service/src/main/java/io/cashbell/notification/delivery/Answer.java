package io.cashbell.notification.delivery;

/** What the mail server said to one attempt. */
public enum Answer {
    /** It takes mails. */
    TOOK,
    REFUSED,
    /**
     * It was not asked: a webhook, a mail that is not due, that somebody else has, that is not to
     * be sent, or whose reader could not be told.
     */
    NOT_ASKED
}
