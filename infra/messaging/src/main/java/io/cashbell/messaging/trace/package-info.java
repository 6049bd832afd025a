/** W3C trace context, carried in the logging context and in every event. */
@NullMarked
package io.cashbell.messaging.trace;

import org.jspecify.annotations.NullMarked;
