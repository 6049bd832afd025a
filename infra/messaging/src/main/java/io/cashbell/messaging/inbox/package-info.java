/** Ids of events that an item has heard already. */
@NullMarked
package io.cashbell.messaging.inbox;

import org.jspecify.annotations.NullMarked;
