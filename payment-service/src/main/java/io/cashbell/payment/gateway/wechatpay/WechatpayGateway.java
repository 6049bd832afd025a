package io.cashbell.payment.gateway.wechatpay;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Capture;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.gateway.CallUpGateway;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.RefundingGateway;
import io.cashbell.payment.gateway.SessionAnswer;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Answer;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Given;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Other;
import io.cashbell.payment.gateway.wechatpay.WechatpayOrderMessages.PlaceOrder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends buyers to WeChat Pay: by a code on our page that their phone scans, or inside WeChat by
 * what their mini program calls the payment window up with.
 */
@Singleton
@Requires(bean = WechatpayConfig.class)
class WechatpayGateway implements CallUpGateway, RefundingGateway {

    /** So long a code and a prepay_id live, whatever the order's deadline. */
    private static final Duration HANDLE_LIVES = Duration.ofHours(2);

    /** A deadline that is nearer is put off by WeChat Pay itself. */
    private static final Duration LEAST_AHEAD = Duration.ofMinutes(1);

    /** Nobody begins to pay what ends at this moment. */
    private static final Duration TOO_LATE = Duration.ofSeconds(15);

    private static final int TOO_OFTEN = 429;
    private static final String PAYER = "payer:";

    private final WechatpayConfig config;
    private final WechatpayAuth auth;
    private final WechatpayClient client;
    private final WechatpayOrders orders;
    private final WechatpayRefunds refunds;
    private final ShopAddresses addresses;
    private final Clock clock;

    WechatpayGateway(
            WechatpayConfig config,
            WechatpayAuth auth,
            WechatpayClient client,
            WechatpayOrders orders,
            WechatpayRefunds refunds,
            ShopAddresses addresses,
            Clock clock) {
        this.config = config;
        this.auth = auth;
        this.client = client;
        this.orders = orders;
        this.refunds = refunds;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public GatewayName name() {
        return GatewayName.WECHATPAY;
    }

    @Override
    public Set<PaymentMethod> methods() {
        return Set.of(PaymentMethod.WECHATPAY_NATIVE, PaymentMethod.WECHATPAY_JSAPI);
    }

    @Override
    public Set<PaymentMethod> pageMethods() {
        return Set.of(PaymentMethod.WECHATPAY_NATIVE);
    }

    @Override
    public Set<PaymentMethod> callUpMethods() {
        return Set.of(PaymentMethod.WECHATPAY_JSAPI);
    }

    /** Merchant and app: what another app of the same merchant took is not this one's. */
    @Override
    public String merchant() {
        return config.merchant();
    }

    /** Fen, between the account's limits. */
    @Override
    public boolean takes(PaymentMethod method, Money amount) {
        return methods().contains(method)
                && amount.currency().getCurrencyCode().equals("CNY")
                && amount.minorUnits() >= config.leastFen()
                && amount.minorUnits() <= config.mostFen();
    }

    @Override
    public boolean givesSessions() {
        return true;
    }

    @Override
    public SessionAnswer open(Payment payment, Attempt attempt, Device device) {
        return placed(
                payment,
                attempt,
                null,
                order -> {
                    try {
                        return session(
                                client.placeNative(order),
                                code ->
                                        new SessionAnswer.Opened(
                                                new GatewayPage.QrCode(code.codeUrl()),
                                                new GatewaySession(
                                                        order.outTradeNo(),
                                                        code.codeUrl(),
                                                        order.timeExpire())));
                    } catch (NoAnswerException dead) {
                        return new SessionAnswer.Unreachable();
                    }
                });
    }

    @Override
    public SessionAnswer callUp(Payment payment, Attempt attempt, String payer) {
        return placed(
                payment,
                attempt,
                payer,
                order -> {
                    try {
                        return session(
                                client.placeJsapi(order),
                                prepaid ->
                                        new SessionAnswer.Opened(
                                                callUp(prepaid.prepayId()),
                                                new GatewaySession(
                                                        prepaid.prepayId(),
                                                        PAYER + hash(payer),
                                                        order.timeExpire())));
                    } catch (NoAnswerException dead) {
                        return new SessionAnswer.Unreachable();
                    }
                });
    }

    @Override
    public boolean resumes() {
        return true;
    }

    /** The same code: a page that loads itself again must not spend a number each time. */
    @Override
    public Optional<GatewayPage> resume(Attempt attempt) {
        return link(attempt).filter(link -> !link.startsWith(PAYER)).map(GatewayPage.QrCode::new);
    }

    /** The same order, called up anew; only for the buyer whom it was placed for. */
    @Override
    public Optional<GatewayPage> resume(Attempt attempt, String payer) {
        GatewaySession session = attempt.session();
        return session == null
                ? Optional.empty()
                : link(attempt)
                        .filter(link -> link.equals(PAYER + hash(payer)))
                        .map(_ -> callUp(session.reference()));
    }

    private Optional<String> link(Attempt attempt) {
        GatewaySession session = attempt.session();
        return session == null || now().isAfter(session.expiresAt().minus(TOO_LATE))
                ? Optional.empty()
                : Optional.ofNullable(session.link());
    }

    private SessionAnswer placed(
            Payment payment,
            Attempt attempt,
            @Nullable String payer,
            Function<PlaceOrder, SessionAnswer> place) {
        if (!takes(payment.methodOf(attempt), payment.amount())) {
            throw new IllegalArgumentException("WeChat Pay cannot charge " + payment.amount());
        }
        return orders.closeOlderThan(payment, attempt)
                .orElseGet(
                        () ->
                                place.apply(
                                        new PlaceOrder(
                                                config.appId(),
                                                config.mchId(),
                                                WechatpayDescription.of(
                                                        payment.items(), payment.locale()),
                                                attempt.number().value(),
                                                until(payment),
                                                payment.orderId().value(),
                                                addresses.callback(name().path(), "notify"),
                                                payment.amount().minorUnits(),
                                                payer)));
    }

    private static <T> SessionAnswer session(Answer<T> answer, Function<T, SessionAnswer> opened) {
        return switch (answer) {
            case Given<T>(var message) -> opened.apply(message);
            case Other<T>(var status, var code) ->
                    status >= 400 && status < 500 && status != TOO_OFTEN
                            ? new SessionAnswer.Refused(WechatpayStatus.refusal(code), code)
                            : new SessionAnswer.Unreachable();
        };
    }

    private Instant until(Payment payment) {
        Instant now = now().truncatedTo(ChronoUnit.SECONDS);
        Instant deadline = payment.expiresAt().truncatedTo(ChronoUnit.SECONDS);
        Instant latest = now.plus(HANDLE_LIVES);
        Instant least = now.plus(LEAST_AHEAD);
        Instant until = deadline.isBefore(latest) ? deadline : latest;
        return until.isBefore(least) ? least : until;
    }

    private GatewayPage.CallUp callUp(String prepayId) {
        long timestamp = clock.instant().getEpochSecond();
        String nonce = auth.nonce();
        String prepay = "prepay_id=" + prepayId;
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        parameters.put("appId", config.appId());
        parameters.put("timeStamp", Long.toString(timestamp));
        parameters.put("nonceStr", nonce);
        parameters.put("package", prepay);
        parameters.put("signType", "RSA");
        parameters.put("paySign", auth.paySign(timestamp, nonce, prepay));
        return new GatewayPage.CallUp(parameters);
    }

    @Override
    public GatewayAnswer query(Payment payment, Attempt attempt) {
        return orders.query(attempt);
    }

    @Override
    public GatewayAnswer close(Payment payment, Attempt attempt) {
        return orders.close(attempt);
    }

    @Override
    public RefundPlan plan(Payment payment, Capture capture, Refund refund) {
        return refunds.plan(payment, capture, refund);
    }

    @Override
    public RefundAnswer refund(Payment payment, Capture capture, Refund refund, RefundStep step) {
        return refunds.refund(payment, capture, refund, step);
    }

    @Override
    public RefundAnswer standing(Payment payment, Capture capture, Refund refund, RefundStep step) {
        return refunds.standing(payment, capture, refund, step);
    }

    /** Whose order it is, without keeping who that is. */
    private static String hash(String payer) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(payer.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
