package io.cashbell.payment.gateway.wechatpay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The shop's account at WeChat Pay. Without a merchant there is no WeChat Pay in this installation.
 *
 * @param baseUrl what comes before {@code /v3}; whatever path it has is never signed
 * @param appId of the mini program or official account that is bound to the merchant
 * @param apiKey the APIv3 key, 32 characters; two, separated by a comma, while one replaces the
 *     other
 * @param privateKey of the merchant's API certificate, PKCS#8: PEM, or one line of Base64
 * @param serial of the merchant's API certificate
 * @param keyMode whose signature is believed
 * @param publicKeyId {@code PUB_KEY_ID_…}; two, separated by a comma, while one replaces the other
 * @param publicKey WeChat Pay's, X.509: PEM, or one line of Base64; as many as ids, in their order
 * @param leastFen, mostFen what one payment may be; WeChat's own limits depend on bank and buyer
 * @param timeout of a call, from the first byte sent to the last one read
 */
@ConfigurationProperties("gateway.wechatpay")
@Requires(property = "gateway.wechatpay.mch-id", pattern = "\\S+")
record WechatpayConfig(
        @NotNull URI baseUrl,
        @NotBlank String appId,
        @NotBlank String mchId,
        @NotBlank String apiKey,
        @NotBlank String privateKey,
        @NotBlank String serial,
        @Bindable(defaultValue = "PUBLIC_KEY") WechatpayKeyMode keyMode,
        @Nullable String publicKeyId,
        @Nullable String publicKey,
        @Bindable(defaultValue = "1") long leastFen,
        @Bindable(defaultValue = "5000000") long mostFen,
        @Bindable(defaultValue = "5s") Duration timeout) {

    /** Who sells, as an attempt keeps it: an app of another merchant is another account. */
    String merchant() {
        return mchId + "/" + appId;
    }

    /** The address that {@code path} has at WeChat Pay. */
    URI at(String path) {
        String base = baseUrl.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    @Override
    public String toString() {
        return "WechatpayConfig[mchId="
                + mchId
                + ", appId="
                + appId
                + ", serial="
                + serial
                + ", baseUrl="
                + baseUrl
                + ", keyMode="
                + keyMode
                + "]";
    }
}
