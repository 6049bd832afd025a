package io.cashbell.notification.delivery;

/** Hands mails over to a mail server. Which one is a matter of configuration. */
public interface Mailer {

    /**
     * Returns once a mail server has taken the responsibility for the mail.
     *
     * @throws MailRefusedException if no server took it, or none said so in time; trying again is
     *     safe, since copies carry the same {@code Message-ID}
     */
    void send(Mail mail) throws MailRefusedException;
}
