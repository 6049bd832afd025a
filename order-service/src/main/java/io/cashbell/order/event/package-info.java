/** What we publish, and what we read, as we read it. Shapes: {@code infra/events}. */
@NullMarked
package io.cashbell.order.event;

import org.jspecify.annotations.NullMarked;
