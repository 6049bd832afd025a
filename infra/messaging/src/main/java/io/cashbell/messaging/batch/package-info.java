/** Gathers what is to be sent, so that a busy hour costs fewer calls than messages. */
@NullMarked
package io.cashbell.messaging.batch;

import org.jspecify.annotations.NullMarked;
