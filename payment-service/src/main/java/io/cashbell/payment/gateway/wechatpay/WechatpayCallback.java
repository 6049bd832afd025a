package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.gateway.RefusalReason.BAD_SIGNATURE;
import static io.cashbell.payment.gateway.RefusalReason.CONTENT_TYPE;
import static io.cashbell.payment.gateway.RefusalReason.NO_SIGNATURE;
import static io.cashbell.payment.gateway.RefusalReason.PROBE;
import static io.cashbell.payment.gateway.RefusalReason.SEALED;
import static io.cashbell.payment.gateway.RefusalReason.STALE;
import static io.cashbell.payment.gateway.RefusalReason.TOO_LARGE;
import static io.cashbell.payment.gateway.RefusalReason.UNKNOWN_KEY;
import static io.cashbell.payment.gateway.RefusalReason.UNREADABLE;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.Claim;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.gateway.Acknowledgement;
import io.cashbell.payment.gateway.Exhibit;
import io.cashbell.payment.gateway.GatewayCallback;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.GatewayRefundNotice;
import io.cashbell.payment.gateway.GatewayRequest;
import io.cashbell.payment.gateway.RefusedCallbackException;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.RefundNotice;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Transaction;
import io.cashbell.payment.gateway.wechatpay.WechatpaySealedMessages.Notice;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything WeChat Pay's server sends: one address for payments and refunds. */
@Singleton
@Requires(bean = WechatpayConfig.class)
class WechatpayCallback implements GatewayCallback {

    private static final String JSON = "application/json";
    private static final String PAID = "TRANSACTION.SUCCESS";
    private static final String REFUND = "REFUND.";

    private final WechatpayAuth auth;
    private final WechatpayTrust trust;
    private final Clock clock;

    WechatpayCallback(WechatpayAuth auth, WechatpayTrust trust, Clock clock) {
        this.auth = auth;
        this.trust = trust;
        this.clock = clock;
    }

    @Override
    public GatewayName name() {
        return GatewayName.WECHATPAY;
    }

    @Override
    public Acknowledgement acknowledgement() {
        return new Acknowledgement(204, JSON, "");
    }

    @Override
    public Acknowledgement refusal(int status, String reason) {
        return new Acknowledgement(status, JSON, WechatpayMessages.failure(reason));
    }

    @Override
    public Reading read(GatewayRequest request) {
        try {
            Notice notice = verified(request);
            if (notice.eventType().equals(PAID)) {
                return new Reading.Verified(payment(notice));
            }
            if (notice.eventType().startsWith(REFUND)) {
                return refund(notice);
            }
            return new Reading.Ignored("another-event");
        } catch (RefusedCallbackException refused) {
            return new Reading.Refused(refused.reason());
        }
    }

    @Override
    public Exhibit exhibit(GatewayRequest request) {
        return WechatpayExhibit.of(request, MAX_BYTES, auth);
    }

    @Override
    public Optional<String> seal(String text) {
        return Optional.of(auth.seal(text));
    }

    private Notice verified(GatewayRequest request) throws RefusedCallbackException {
        if (!isJson(request.header("Content-Type").orElse(""))) {
            throw new RefusedCallbackException(CONTENT_TYPE);
        }
        byte[] body = request.body();
        if (body.length > MAX_BYTES) {
            throw new RefusedCallbackException(TOO_LARGE);
        }
        switch (trust.judge(request::header, body)) {
            case GENUINE -> {}
            case UNSIGNED -> throw new RefusedCallbackException(NO_SIGNATURE);
            case PROBE -> throw new RefusedCallbackException(PROBE);
            case STALE -> throw new RefusedCallbackException(STALE);
            case UNKNOWN_KEY -> throw new RefusedCallbackException(UNKNOWN_KEY);
            case FORGED -> throw new RefusedCallbackException(BAD_SIGNATURE);
        }
        return WechatpayMessages.read(body)
                .flatMap(Notice::of)
                .orElseThrow(() -> new RefusedCallbackException(UNREADABLE));
    }

    private static boolean isJson(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.equals(JSON) || type.startsWith(JSON + ";") || type.startsWith(JSON + " ");
    }

    private JsonNode content(Notice notice) throws RefusedCallbackException {
        String opened =
                auth.open(notice.resource())
                        .orElseThrow(() -> new RefusedCallbackException(SEALED));
        return WechatpayMessages.read(opened)
                .orElseThrow(() -> new RefusedCallbackException(UNREADABLE));
    }

    private Reading refund(Notice notice) throws RefusedCallbackException {
        RefundNotice told =
                RefundNotice.of(content(notice))
                        .orElseThrow(() -> new RefusedCallbackException(UNREADABLE));
        WechatpayMessages.Refund refund = told.refund();
        if (!RefundNumber.isRefundNumber(refund.outRefundNo())) {
            // Somebody gave it back in the merchant platform, under a number of his own.
            return new Reading.Ignored("a-refund-by-hand");
        }
        String reference = refund.transactionId();
        try {
            return new Reading.OfRefund(
                    new GatewayRefundNotice(
                            new RefundNumber(refund.outRefundNo()),
                            told.mchid(),
                            new AttemptNumber(refund.outTradeNo()),
                            reference == null ? null : new GatewayReference(reference),
                            refund.refund(),
                            refund.total(),
                            WechatpayStatus.ofRefund(
                                    refund.status(), instant(refund.successTime()))));
        } catch (IllegalArgumentException notAsDocumented) {
            throw new RefusedCallbackException(UNREADABLE);
        }
    }

    private Instant instant(@Nullable String time) {
        return WechatpayMessages.instant(time)
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private GatewayNotice payment(Notice notice) throws RefusedCallbackException {
        Transaction told =
                Transaction.of(content(notice))
                        .orElseThrow(() -> new RefusedCallbackException(UNREADABLE));
        Money amount = told.amount();
        if (amount == null) {
            throw new RefusedCallbackException(UNREADABLE);
        }
        String order = told.attach();
        String reference = told.transactionId();
        Instant paidAt = instant(told.successTime());
        try {
            return new GatewayNotice(
                    order != null && OrderId.isOrderId(order) ? new OrderId(order) : null,
                    new Claim(
                            told.mchid() + "/" + told.appid(),
                            new AttemptNumber(told.outTradeNo()),
                            amount,
                            reference == null ? null : new GatewayReference(reference)),
                    false,
                    WechatpayStatus.of(told.tradeState(), reference, amount, paidAt));
        } catch (IllegalArgumentException notAsDocumented) {
            throw new RefusedCallbackException(UNREADABLE);
        }
    }
}
