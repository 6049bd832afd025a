/** Reads one queue: each message on its own thread, deleted once handled. */
@NullMarked
package io.cashbell.messaging.consumer;

import org.jspecify.annotations.NullMarked;
