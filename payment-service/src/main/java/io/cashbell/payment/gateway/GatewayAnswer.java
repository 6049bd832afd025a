package io.cashbell.payment.gateway;

import io.cashbell.payment.GatewayReference;
import java.time.Instant;

/** A gateway's word on one attempt, in our terms. */
public sealed interface GatewayAnswer {

    record Paid(GatewayReference reference, Instant paidAt) implements GatewayAnswer {}

    record Declined(String reason, String gatewayCode) implements GatewayAnswer {}

    /** Something was issued that the buyer pays later; neither money nor a failure. */
    record Pending(String gatewayCode) implements GatewayAnswer {}

    /** Not in the gateway's documents: never a failure, never money. */
    record Unknown(String gatewayCode) implements GatewayAnswer {}
}
