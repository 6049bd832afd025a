package io.cashbell.notification.delivery;

import io.cashbell.notification.Notification;

/** Hands news over to a program of the shop's. */
public interface HookSender {

    /** Whether there is such a program. */
    boolean isOn();

    /**
     * Returns once the program has said that it has them.
     *
     * @throws MailRefusedException if it did not; trying again is safe, since copies carry the same
     *     {@code webhook-id}
     */
    void send(Notification notification) throws MailRefusedException;
}
