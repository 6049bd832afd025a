package io.cashbell.payment.gateway.ecpay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the record of a day is fetched: under {@code gateway.ecpay.media}.
 *
 * @param baseUrl what comes before {@code /PaymentMedia}; by default ECPay's vendor host beside the
 *     payment host, and elsewhere, as in the sandbox, the same address as all else
 * @param digest of its CheckMacValue: ECPay's documents say SHA256 of every call, a public reader
 *     in production signs this one by MD5
 * @param timeout of the whole file
 * @param mostBytes of the whole file; a hundred thousand rows are some forty megabytes
 */
@ConfigurationProperties("gateway.ecpay.media")
@Requires(bean = EcpayConfig.class)
record EcpayMediaConfig(
        @Nullable URI baseUrl,
        @Bindable(defaultValue = "SHA256") EcpayAuth.Digest digest,
        @Bindable(defaultValue = "5m") Duration timeout,
        @Bindable(defaultValue = "500000000") long mostBytes) {

    /** Where {@code path} is. */
    URI at(EcpayConfig config, String path) {
        URI given = baseUrl;
        if (given != null && !given.toString().isBlank()) {
            return under(given.toString(), path);
        }
        URI base = config.baseUrl();
        return switch (base.getHost()) {
            case "payment.ecpay.com.tw" -> under("https://vendor.ecpay.com.tw", path);
            case "payment-stage.ecpay.com.tw" -> under("https://vendor-stage.ecpay.com.tw", path);
            case null, default -> config.at(path);
        };
    }

    private static URI under(String base, String path) {
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
