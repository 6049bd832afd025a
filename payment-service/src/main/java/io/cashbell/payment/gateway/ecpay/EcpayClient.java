package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.Warning;
import io.cashbell.payment.Warnings;
import io.cashbell.payment.gateway.DownloadReader;
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
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls ECPay's servers: one method for each address. */
@Singleton
@Requires(bean = EcpayConfig.class)
class EcpayClient {

    static final String QUERY = "/Cashier/QueryTradeInfo/V5";
    static final String NUMBER_QUERY = "/Cashier/QueryPaymentInfo";
    static final String MEDIA = "/PaymentMedia/TradeNoAio";

    /** DateType of {@link #MEDIA}: the day of payment. */
    private static final String PAID_ON = "2";

    /** Page 7400: whoever called too often is answered 403, and is to wait for half an hour. */
    private static final int TOO_OFTEN = 403;

    private static final Duration QUIET = Duration.ofMinutes(30);

    /** "CheckMacValue Error", alone or as the result of a call: ECPay has other keys than we. */
    private static final Pattern WRONG_KEYS =
            Pattern.compile("(?:^|(?:RtnCode|TradeStatus)\"?[=:]\"?)10200073(?![0-9])");

    private final EcpayConfig config;
    private final EcpayMediaConfig media;
    private final EcpayAuth auth;
    private final Clock clock;
    private final GatewayLine line;
    private final Warnings warnings;

    /** In this instance alone: each finds out for itself that ECPay wants to be left alone. */
    private volatile Instant quietUntil = Instant.MIN;

    EcpayClient(
            EcpayConfig config,
            EcpayMediaConfig media,
            EcpayAuth auth,
            MeterRegistry meters,
            Warnings warnings,
            Clock clock) {
        this.config = config;
        this.media = media;
        this.auth = auth;
        this.warnings = warnings;
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
        Map<String, String> fields = asked(merchantId, merchantTradeNo);
        return call("query", QUERY, fields).flatMap(text -> TradeInfo.of(text, auth));
    }

    /**
     * The number that a trade by ATM, CVS or BARCODE was issued. Changes nothing at ECPay.
     *
     * @return empty for an answer that cannot be read or is not ECPay's
     * @throws NoAnswerException also while ECPay wants to be left alone
     */
    Optional<EcpayNumberInfo> queryPaymentInfo(String merchantId, String merchantTradeNo)
            throws NoAnswerException {
        Map<String, String> fields = asked(merchantId, merchantTradeNo);
        return call("query-number", NUMBER_QUERY, fields)
                .flatMap(text -> EcpayNumberInfo.of(text, auth));
    }

    /**
     * The record of a day, by the day of payment, read as it comes.
     *
     * @throws NoAnswerException also while ECPay wants to be left alone
     */
    <T> T downloadMedia(String merchantId, LocalDate day, DownloadReader<T> reader)
            throws NoAnswerException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("MerchantID", merchantId);
        fields.put("DateType", PAID_ON);
        fields.put("BeginDate", day.toString());
        fields.put("EndDate", day.toString());
        fields.put("MediaFormated", "1");
        // Without it the file comes in Big5, which a product's name need not fit into.
        fields.put("CharSet", "2");
        fields.put(EcpayAuth.FIELD, auth.sign(fields, media.digest()));
        Instant now = whenWelcome("media");
        return line.download(
                "media",
                request(media.at(config, MEDIA), fields),
                media.timeout(),
                media.mostBytes(),
                (status, type, body) -> {
                    leaveAloneIfTooOften(status, now);
                    return reader.read(status, type, body);
                });
    }

    private Map<String, String> asked(String merchantId, String merchantTradeNo) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("MerchantID", merchantId);
        fields.put("MerchantTradeNo", merchantTradeNo);
        fields.put("TimeStamp", Long.toString(clock.instant().getEpochSecond()));
        return fields;
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
        Instant now = whenWelcome(operation);
        Map<String, String> fields = new TreeMap<>(unsigned);
        fields.put(EcpayAuth.FIELD, auth.sign(fields));
        GatewayResponse response = line.call(operation, request(config.at(path), fields));
        leaveAloneIfTooOften(response.status(), now);
        if (response.status() != 200) {
            return Optional.empty();
        }
        String text = response.text();
        if (WRONG_KEYS.matcher(text).find()) {
            warnings.notice(Warning.KEYS_REFUSED, GatewayName.ECPAY.path());
        }
        return Optional.of(text);
    }

    private Instant whenWelcome(String operation) throws NoAnswerException {
        Instant now = clock.instant();
        if (now.isBefore(quietUntil)) {
            throw NoAnswerException.notAsked(GatewayName.ECPAY, operation);
        }
        return now;
    }

    private void leaveAloneIfTooOften(int status, Instant now) {
        if (status == TOO_OFTEN) {
            quietUntil = now.plus(QUIET);
        }
    }

    private static HttpRequest request(URI address, Map<String, String> fields) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                .build();
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
