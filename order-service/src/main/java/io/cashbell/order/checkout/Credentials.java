package io.cashbell.order.checkout;

import io.cashbell.order.AccessToken;
import io.cashbell.order.OrderId;

/** A new order's id, and the token that opens it. */
record Credentials(OrderId id, AccessToken token) {}
