/** How much waits in the queue that is consumed, how much was given up, and trying that again. */
@NullMarked
package io.cashbell.messaging.redrive;

import org.jspecify.annotations.NullMarked;
