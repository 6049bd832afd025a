/** Events that are stored with the state and still have to be published. */
@NullMarked
package io.cashbell.messaging.outbox;

import org.jspecify.annotations.NullMarked;
