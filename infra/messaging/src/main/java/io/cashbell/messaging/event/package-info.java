/** The envelope: CloudEvents 1.0, structured JSON. */
@NullMarked
package io.cashbell.messaging.event;

import org.jspecify.annotations.NullMarked;
