package io.cashbell.payment.gateway.wechatpay;

import io.cashbell.payment.gateway.DownloadReader;
import io.cashbell.payment.gateway.GatewayLine;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayResponse;
import io.cashbell.payment.gateway.NoAnswerException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Signs and sends one request; what comes back is for {@link WechatpayTrust} to judge. */
@Singleton
@Requires(bean = WechatpayConfig.class)
class WechatpayWire {

    private static final String JSON = "application/json";

    private final WechatpayConfig config;
    private final WechatpayAuth auth;
    private final Clock clock;
    private final GatewayLine line;

    WechatpayWire(WechatpayConfig config, WechatpayAuth auth, MeterRegistry meters, Clock clock) {
        this.config = config;
        this.auth = auth;
        this.clock = clock;
        this.line = new GatewayLine(GatewayName.WECHATPAY, config.timeout(), meters);
    }

    /**
     * Sends once.
     *
     * @param target path and query, percent-encoded, from {@code /v3} on
     * @param body empty for none
     * @param verifiedBy the key that the answer should be signed with; empty: whichever
     */
    GatewayResponse send(
            String operation,
            String method,
            String target,
            String body,
            Optional<String> verifiedBy)
            throws NoAnswerException {
        HttpRequest.Builder request = signed(method, target, body, JSON);
        verifiedBy.ifPresent(serial -> request.header(WechatpayTrust.SERIAL, serial));
        return line.call(
                operation,
                request.header("Content-Type", JSON)
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /**
     * Sends once, for a file that is read as it comes.
     *
     * @param target as {@link #send} has it
     * @param limit from the first byte sent to the last one read
     */
    <T> T download(
            String operation,
            String target,
            Duration limit,
            long mostBytes,
            DownloadReader<T> reader)
            throws NoAnswerException {
        return line.download(
                operation,
                signed("GET", target, "", "*/*").GET().build(),
                limit,
                mostBytes,
                reader);
    }

    private HttpRequest.Builder signed(String method, String target, String body, String accept) {
        return HttpRequest.newBuilder(config.at(target))
                .header("Accept", accept)
                .header("User-Agent", "cashbell-payment-service")
                .header(
                        "Authorization",
                        auth.authorization(
                                method,
                                target,
                                clock.instant().getEpochSecond(),
                                auth.nonce(),
                                body));
    }
}
