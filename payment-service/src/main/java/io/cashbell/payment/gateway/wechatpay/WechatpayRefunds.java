package io.cashbell.payment.gateway.wechatpay;

import io.cashbell.payment.Capture;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.RefundState.Accepted;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Answer;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Given;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Other;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.RequestRefund;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Gives money back at WeChat Pay, as a whole or in parts.
 *
 * <p>The same {@code out_refund_no} with the same amount is the same refund, and another number
 * gives back a second time: wechatpay-apiv3/wechatpay-skills (2026-04) and wechatpay-java 0.2.17
 * (section 8 of {@code docs/sources.md}). So our number follows from the refund alone, and a call
 * that is made twice gives back once.
 *
 * <p>A success is signed and counts. A refusal is not, so no refund fails by one: it is asked how
 * the refund stands, and if there is none it is tried again with the same number or shown to a
 * person.
 */
@Singleton
@Requires(bean = WechatpayConfig.class)
class WechatpayRefunds {

    static final String REFUND = "refund";

    private static final Duration AGAIN = Duration.ofMinutes(4);

    /** Until somebody may have topped the balance up. */
    private static final Duration AFTER_TOP_UP = Duration.ofHours(1);

    private static final int NOT_FOUND = 404;
    private static final int TOO_OFTEN = 429;

    private final WechatpayRefundConfig config;
    private final WechatpayClient client;
    private final ShopAddresses addresses;
    private final Clock clock;

    WechatpayRefunds(
            WechatpayRefundConfig config,
            WechatpayClient client,
            ShopAddresses addresses,
            Clock clock) {
        this.config = config;
        this.client = client;
        this.addresses = addresses;
        this.clock = clock;
    }

    RefundPlan plan(Payment payment, Capture capture, Refund refund) {
        if (now().isAfter(capture.paidAt().plus(config.refundWithin()))) {
            return new RefundPlan.ByHand("too-old-to-refund");
        }
        List<Refund> before =
                payment.refunds().values().stream()
                        .filter(other -> !other.id().equals(refund.id()))
                        .filter(other -> isAtWechatpay(other))
                        .filter(other -> isOf(payment, capture, other))
                        .toList();
        if (before.size() >= config.mostRefunds()) {
            return new RefundPlan.ByHand("too-many-at-gateway");
        }
        Optional<Instant> until =
                before.stream()
                        .flatMap(other -> lastMoved(other).stream())
                        .max(Instant::compareTo)
                        .map(last -> last.plus(config.refundPause()))
                        .filter(free -> free.isAfter(now()));
        return until.<RefundPlan>map(free -> new RefundPlan.Wait(free, "gateway-pause"))
                .orElseGet(
                        () ->
                                new RefundPlan.Act(
                                        new RefundStep(REFUND, number(payment, refund).value())));
    }

    /** Whether WeChat Pay counts it among the refunds of its order. */
    private static boolean isAtWechatpay(Refund refund) {
        return !(refund.state() instanceof Requested || refund.state() instanceof Failed);
    }

    private static boolean isOf(Payment payment, Capture capture, Refund refund) {
        return payment.captureOf(refund)
                .filter(other -> other.attempt().equals(capture.attempt()))
                .isPresent();
    }

    private static Optional<Instant> lastMoved(Refund refund) {
        return switch (refund.state()) {
            case Accepted(_, var since) -> Optional.of(since);
            case Refunded(var at) -> Optional.of(at);
            default -> Optional.empty();
        };
    }

    /** Once more with the same number it is the same refund. */
    RefundAnswer refund(Payment payment, Capture capture, Refund refund, RefundStep step) {
        RequestRefund request =
                new RequestRefund(
                        capture.attempt().value(),
                        number(payment, refund).value(),
                        // Ours is in words for the shop, and the buyer would read it.
                        null,
                        addresses.callback(GatewayName.WECHATPAY.path(), "notify"),
                        refund.amount().minorUnits(),
                        capture.amount().minorUnits());
        try {
            return switch (client.refund(request)) {
                case Given<WechatpayMessages.Refund>(var standing) ->
                        answer(standing, payment, capture, refund);
                case Other<WechatpayMessages.Refund>(var status, var code) ->
                        status >= 400 && status < 500
                                ? refused(status, code, standing(payment, capture, refund, step))
                                : new RefundAnswer.Unknown(code);
            };
        } catch (NoAnswerException lost) {
            return lost.wasSent()
                    ? new RefundAnswer.Unknown("no-answer")
                    : new RefundAnswer.NotDone("gateway-silent", now().plus(AGAIN));
        }
    }

    /** The call is over; a refund that stands there all the same counts for more than its words. */
    private RefundAnswer refused(int status, String code, RefundAnswer standing) {
        if (!(standing instanceof RefundAnswer.NotDone)) {
            return standing;
        }
        if (status == TOO_OFTEN || code.equals("FREQUENCY_LIMITED")) {
            return new RefundAnswer.NotDone("gateway-silent", now().plus(AGAIN));
        }
        return code.equals("NOT_ENOUGH")
                ? new RefundAnswer.NotDone("refused-balance", now().plus(AFTER_TOP_UP))
                : new RefundAnswer.AskAPerson("refused-without-proof");
    }

    RefundAnswer standing(Payment payment, Capture capture, Refund refund, RefundStep step) {
        try {
            Answer<WechatpayMessages.Refund> answer =
                    client.queryRefund(number(payment, refund).value());
            return switch (answer) {
                case Given<WechatpayMessages.Refund>(var standing) ->
                        answer(standing, payment, capture, refund);
                // Not proved either; but what follows is the same request, which does no harm.
                case Other<WechatpayMessages.Refund>(var status, var code) ->
                        status == NOT_FOUND
                                ? new RefundAnswer.NotDone("gateway-silent", now().plus(AGAIN))
                                : new RefundAnswer.Unknown(code);
            };
        } catch (NoAnswerException unknown) {
            return new RefundAnswer.Unknown("no-answer");
        }
    }

    private RefundAnswer answer(
            WechatpayMessages.Refund standing, Payment payment, Capture capture, Refund refund) {
        if (!standing.outRefundNo().equals(number(payment, refund).value())
                || !standing.outTradeNo().equals(capture.attempt().value())) {
            return new RefundAnswer.Unknown("not-ours");
        }
        if (!standing.refund().equals(refund.amount())
                || !standing.total().equals(capture.amount())) {
            return new RefundAnswer.AskAPerson("contradicts-our-record");
        }
        return WechatpayStatus.ofRefund(
                standing.status(),
                WechatpayMessages.instant(standing.successTime()).orElseGet(this::now));
    }

    private static RefundNumber number(Payment payment, Refund refund) {
        return RefundNumber.of(payment.orderId(), refund.id());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
