/** One conditional write of an item that carries its own outbox entry and inbox. */
@NullMarked
package io.cashbell.messaging.store;

import org.jspecify.annotations.NullMarked;
