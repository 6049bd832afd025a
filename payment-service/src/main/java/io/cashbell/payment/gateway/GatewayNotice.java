package io.cashbell.payment.gateway;

import io.cashbell.payment.Claim;
import io.cashbell.payment.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * A callback whose signature holds, in our terms.
 *
 * @param orderId absent when the gateway did not bring our order's id back
 * @param simulated somebody pressed a button in the gateway's console; no money moved
 */
public record GatewayNotice(
        @Nullable OrderId orderId, Claim claim, boolean simulated, GatewayAnswer answer) {}
