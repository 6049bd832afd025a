package io.cashbell.payment.gateway.kakaopay;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/**
 * Proves us to KakaoPay by a key in the header; KakaoPay is proved by its TLS certificate and signs
 * nothing.
 */
@Singleton
@Requires(bean = KakaopayConfig.class)
class KakaopayAuth {

    private final String authorization;

    KakaopayAuth(KakaopayConfig config) {
        this.authorization = config.dialect().scheme() + config.key();
    }

    /** The value of the header {@code Authorization}; secret. */
    String authorization() {
        return authorization;
    }

    @Override
    public String toString() {
        return "KakaopayAuth";
    }
}
