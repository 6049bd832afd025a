package io.cashbell.notification.delivery;

import io.cashbell.notification.BuyerContact;

/** Those who ordered. */
public interface Buyers {
    /**
     * @throws MailRefusedException if it cannot be told now; asking again later is safe
     */
    BuyerContact contactOf(String orderId) throws MailRefusedException;
}
