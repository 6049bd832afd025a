package io.cashbell.payment.gateway;

import io.cashbell.payment.Money;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt stands at its gateway, and what of its money went back.
 *
 * @param givenBack by whomever and in how many parts ever; null where the gateway does not say
 */
public record GatewayAccount(GatewayAnswer answer, @Nullable Money givenBack) {}
