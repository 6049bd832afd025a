/** How a request is read: its JSON member by member, every fault named; its idempotency key. */
@NullMarked
package io.cashbell.order.request;

import org.jspecify.annotations.NullMarked;
