package io.cashbell.notification.delivery;

import io.cashbell.notification.DeliveryState.Why;

/** What is to be done with a mail whose turn it is. */
sealed interface Composed {

    /** It is to be handed over. */
    record Ready(Mail mail) implements Composed {}

    /** It is not to be sent. */
    record Withheld(Why why) implements Composed {}
}
