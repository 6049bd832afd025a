package io.cashbell.payment.gateway.wechatpay;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.Claim;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentState;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.SessionAnswer;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Given;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Other;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Transaction;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the orders that were placed at WeChat Pay stand, and how they end. */
@Singleton
@Requires(bean = WechatpayConfig.class)
class WechatpayOrders {

    /** So long an order that we heard nothing of may still be on its way. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(15);

    private static final int NOT_THERE = 404;

    private final WechatpayConfig config;
    private final WechatpayClient client;
    private final Clock clock;

    WechatpayOrders(WechatpayConfig config, WechatpayClient client, Clock clock) {
        this.config = config;
        this.client = client;
        this.clock = clock;
    }

    GatewayAnswer query(Attempt attempt) {
        try {
            return switch (client.query(mchid(attempt), attempt.number().value())) {
                case Given<Transaction>(var order) ->
                        isOurs(order, attempt)
                                ? answer(order)
                                : new GatewayAnswer.Unknown("not-ours");
                case Other<Transaction>(var status, var code) ->
                        status == NOT_THERE && attempt.session() == null
                                ? neverPlaced(attempt, code)
                                : new GatewayAnswer.Unknown(code);
            };
        } catch (NoAnswerException unknown) {
            return new GatewayAnswer.Unknown("no-answer");
        }
    }

    private GatewayAnswer answer(Transaction order) {
        return WechatpayStatus.of(
                order.tradeState(),
                order.transactionId(),
                order.amount(),
                WechatpayMessages.instant(order.successTime()).orElseGet(this::now));
    }

    /**
     * An order of which we know the number alone, as the bill names it; the answer brings back
     * whose it is, and is signed.
     *
     * @return empty where WeChat Pay does not say that this app took its money
     */
    Optional<GatewayNotice> find(AttemptNumber number) {
        try {
            return client.query(config.mchId(), number.value())
                                    instanceof Given<Transaction>(var order)
                            && config.merchant().equals(order.mchid() + "/" + order.appid())
                            && number.value().equals(order.outTradeNo())
                            && answer(order) instanceof GatewayAnswer.Paid paid
                    ? Optional.of(
                            new GatewayNotice(
                                    order(order),
                                    new Claim(
                                            config.merchant(),
                                            number,
                                            paid.amount(),
                                            paid.reference()),
                                    false,
                                    paid))
                    : Optional.empty();
        } catch (NoAnswerException unknown) {
            return Optional.empty();
        }
    }

    private static @Nullable OrderId order(Transaction order) {
        String attached = order.attach();
        return attached != null && OrderId.isOrderId(attached) ? new OrderId(attached) : null;
    }

    /** Asked before and after: an order may be paid at the moment when it is closed. */
    GatewayAnswer close(Attempt attempt) {
        GatewayAnswer standing = query(attempt);
        if (!(standing instanceof GatewayAnswer.Pending)) {
            return standing;
        }
        try {
            client.close(mchid(attempt), attempt.number().value());
            return query(attempt);
        } catch (NoAnswerException unknown) {
            return new GatewayAnswer.Unknown("no-answer");
        }
    }

    /**
     * Closes the orders before {@code attempt}, since two that are open at once may be paid both.
     *
     * @return why nothing may be opened: one of them brought the money, or may have; else empty
     */
    Optional<SessionAnswer> closeOlderThan(Payment payment, Attempt attempt) {
        for (Attempt older : payment.attempts().values()) {
            if (older.number().equals(attempt.number()) || !mayBePaid(payment, older)) {
                continue;
            }
            switch (close(older)) {
                case GatewayAnswer.Unused _, GatewayAnswer.Declined _ -> {}
                case GatewayAnswer.Paid paid -> {
                    return Optional.of(new SessionAnswer.PaidBefore(older, paid));
                }
                case GatewayAnswer.Pending _, GatewayAnswer.Unknown _ -> {
                    return Optional.of(new SessionAnswer.Unreachable());
                }
            }
        }
        return Optional.empty();
    }

    /** Whether somebody was given a way to pay it that is still open as far as we know. */
    private boolean mayBePaid(Payment payment, Attempt older) {
        GatewaySession session = older.session();
        return session != null
                && older.merchant().equals(config.merchant())
                && now().isBefore(session.expiresAt())
                && !(payment.state() instanceof PaymentState.Failed(var declined)
                        && declined.contains(older.number()));
    }

    /** Nobody was ever given a way to pay it; for a while it may still be on its way. */
    private GatewayAnswer neverPlaced(Attempt attempt, String code) {
        return now().isAfter(attempt.startedAt().plus(UNDER_WAY))
                ? new GatewayAnswer.Unused(code)
                : new GatewayAnswer.Pending(code);
    }

    private static boolean isOurs(Transaction order, Attempt attempt) {
        return attempt.merchant().equals(order.mchid() + "/" + order.appid())
                && attempt.number().value().equals(order.outTradeNo());
    }

    private static String mchid(Attempt attempt) {
        return attempt.merchant().replaceFirst("/.*", "");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
