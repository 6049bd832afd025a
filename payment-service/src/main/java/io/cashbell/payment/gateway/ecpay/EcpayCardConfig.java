package io.cashbell.payment.gateway.ecpay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.Nullable;

/**
 * What ECPay wants beside the keys before it tells how a card payment stands.
 *
 * @param creditCheckCode the shop's code of the vendor console; without it cards are refunded by
 *     hand, since nothing may be done to a payment whose state is unknown
 */
@ConfigurationProperties("gateway.ecpay")
@Requires(bean = EcpayConfig.class)
record EcpayCardConfig(@Nullable String creditCheckCode) {

    boolean isComplete() {
        return creditCheckCode != null && !creditCheckCode.isBlank();
    }

    @Override
    public String toString() {
        return "EcpayCardConfig[isComplete=" + isComplete() + "]";
    }
}
