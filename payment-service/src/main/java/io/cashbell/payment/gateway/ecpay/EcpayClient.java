package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.gateway.GatewayLine;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayResponse;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.CardQuery;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.CardStanding;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.DoAction;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.Done;
import io.cashbell.payment.gateway.ecpay.EcpayMessages.TradeInfo;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Calls ECPay's servers: one method for each address. */
@Singleton
@Requires(bean = EcpayConfig.class)
class EcpayClient {

    static final String QUERY = "/Cashier/QueryTradeInfo/V5";

    /** Page 7400: whoever called too often is answered 403, and is to wait for half an hour. */
    private static final int TOO_OFTEN = 403;

    private static final Duration QUIET = Duration.ofMinutes(30);

    private final EcpayConfig config;
    private final EcpayAuth auth;
    private final Clock clock;
    private final GatewayLine line;

    /** In this instance alone: each finds out for itself that ECPay wants to be left alone. */
    private volatile Instant quietUntil = Instant.MIN;

    EcpayClient(EcpayConfig config, EcpayAuth auth, MeterRegistry meters, Clock clock) {
        this.config = config;
        this.auth = auth;
        this.clock = clock;
        this.line = new GatewayLine(GatewayName.ECPAY, config.timeout(), meters);
    }

    /**
     * How a trade stands; page 16579. Changes nothing at ECPay, so it may be asked again.
     *
     * @return empty for an answer that cannot be read or is not ECPay's
     * @throws NoAnswerException also while ECPay wants to be left alone
     */
    Optional<TradeInfo> queryTradeInfo(String merchantId, String merchantTradeNo)
            throws NoAnswerException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("MerchantID", merchantId);
        fields.put("MerchantTradeNo", merchantTradeNo);
        fields.put("TimeStamp", Long.toString(clock.instant().getEpochSecond()));
        return call("query", QUERY, fields).flatMap(text -> TradeInfo.of(text, auth));
    }

    /**
     * Captures, gives back or gives up; page 16567. To be asked once: ECPay knows no repeats.
     *
     * @return empty for an answer that cannot be read
     * @throws NoAnswerException also while ECPay wants to be left alone
     */
    Optional<Done> doAction(DoAction action) throws NoAnswerException {
        return call("refund", DoAction.PATH, action.fields()).flatMap(Done::of);
    }

    /**
     * How a card payment stands. Changes nothing at ECPay, so it may be asked again.
     *
     * @return empty for a refusal and for an answer that cannot be read
     * @throws NoAnswerException also while ECPay wants to be left alone
     */
    Optional<CardStanding> queryCard(CardQuery query) throws NoAnswerException {
        return call("card-query", CardQuery.PATH, query.fields())
                .flatMap(text -> CardStanding.of(text, query.creditRefundId()));
    }

    /** Signs, sends and returns the text of a 200. */
    private Optional<String> call(String operation, String path, Map<String, String> unsigned)
            throws NoAnswerException {
        Instant now = clock.instant();
        if (now.isBefore(quietUntil)) {
            throw NoAnswerException.notAsked(GatewayName.ECPAY, operation);
        }
        Map<String, String> fields = new TreeMap<>(unsigned);
        fields.put(EcpayAuth.FIELD, auth.sign(fields));
        GatewayResponse response =
                line.call(
                        operation,
                        HttpRequest.newBuilder(config.at(path))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                                .build());
        if (response.status() == TOO_OFTEN) {
            quietUntil = now.plus(QUIET);
        }
        return response.status() == 200 ? Optional.of(response.text()) : Optional.empty();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
