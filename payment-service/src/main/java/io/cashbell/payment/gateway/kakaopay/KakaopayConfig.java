package io.cashbell.payment.gateway.kakaopay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The shop's account at KakaoPay. Without a merchant there is no KakaoPay in this installation.
 *
 * @param baseUrl what comes before {@code /online/v1/payment} or {@code /v1/payment}
 * @param cidSecret of the merchant, if it has one
 * @param secretKey of the open dialect
 * @param adminKey of the legacy dialect
 * @param leastWon, mostWon what one payment may be; a reseller's figures, KakaoPay publishes none
 * @param timeout of a call, from the first byte sent to the last one read; above the eleven seconds
 *     after which KakaoPay itself gives up
 */
@ConfigurationProperties("gateway.kakaopay")
@Requires(property = "gateway.kakaopay.cid", pattern = "\\S+")
record KakaopayConfig(
        @NotNull URI baseUrl,
        @NotBlank String cid,
        @Nullable String cidSecret,
        @Nullable String secretKey,
        @Nullable String adminKey,
        @Bindable(defaultValue = "OPEN") KakaopayDialect dialect,
        @Bindable(defaultValue = "50") long leastWon,
        @Bindable(defaultValue = "2000000") long mostWon,
        @Bindable(defaultValue = "15s") Duration timeout) {

    /** The key of the dialect that is spoken. */
    String key() {
        String key = dialect == KakaopayDialect.OPEN ? secretKey : adminKey;
        if (key == null || key.isBlank()) {
            throw new IllegalStateException("KakaoPay's key is missing for the " + dialect);
        }
        return key;
    }

    /** The address that {@code operation} has at KakaoPay. */
    URI at(String operation) {
        String base = baseUrl.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                        + dialect.path(operation));
    }

    @Override
    public String toString() {
        return "KakaopayConfig[cid=" + cid + ", baseUrl=" + baseUrl + ", dialect=" + dialect + "]";
    }
}
