package io.cashbell.payment.refund;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Capture;
import io.cashbell.payment.Claim;
import io.cashbell.payment.Dispute;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.Refunds;
import io.cashbell.payment.gateway.GatewayRefundNotice;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.settlement.Settlement;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Lets a gateway's notice of a refund have its effect, once, however often it comes. One that does
 * not agree with what was asked for has none.
 */
@Singleton
public class SettleRefundNotice {

    private final Refunds refunds;
    private final RefundPayment payments;

    SettleRefundNotice(Refunds refunds, RefundPayment payments) {
        this.refunds = refunds;
        this.payments = payments;
    }

    /** Returns when the effect is durable; throws when nothing is known about that. */
    public Settlement settle(GatewayRefundNotice notice) {
        OrderId orderId = notice.number().orderId();
        Optional<Payment> payment = refunds.find(orderId);
        Optional<Refund> refund = payment.flatMap(ours -> named(ours, notice.number()));
        if (payment.isEmpty() || refund.isEmpty()) {
            return Settlement.UNKNOWN_ORDER;
        }
        if (!agrees(notice, payment.get(), refund.get())) {
            return refunds.dispute(orderId, contradiction(notice))
                    ? Settlement.DISPUTED
                    : Settlement.NO_ROOM;
        }
        if (notice.answer() instanceof RefundAnswer.Unknown) {
            return Settlement.UNSUPPORTED;
        }
        RefundState before = refund.get().state();
        if (!payments.settle(orderId, refund.get().id(), notice.answer())) {
            return Settlement.UNKNOWN_ORDER;
        }
        return refunds.find(orderId)
                        .flatMap(ours -> named(ours, notice.number()))
                        .map(Refund::state)
                        .filter(before::equals)
                        .isPresent()
                ? Settlement.REPEATED
                : Settlement.REFUND_MOVED;
    }

    /** The refund that has this number; empty where it is none of the payment's. */
    public static Optional<Refund> named(Payment payment, RefundNumber number) {
        return payment.refunds().values().stream()
                .filter(one -> RefundNumber.of(payment.orderId(), one.id()).equals(number))
                .findFirst();
    }

    private static boolean agrees(GatewayRefundNotice notice, Payment payment, Refund refund) {
        Capture capture = payment.captureOf(refund).orElse(null);
        Attempt attempt = capture == null ? null : payment.attempts().get(capture.attempt());
        return capture != null
                && attempt != null
                && notice.attempt().equals(capture.attempt())
                && isOf(notice.merchant(), attempt)
                && notice.amount().equals(refund.amount())
                && notice.total().equals(capture.amount())
                && (notice.reference() == null || notice.reference().equals(capture.reference()));
    }

    private static Dispute contradiction(GatewayRefundNotice notice) {
        return new Dispute(
                DisputeReason.REFUND_MISMATCH,
                new Claim(notice.merchant(), notice.attempt(), notice.amount(), notice.reference()),
                notice.number().value());
    }

    /** WeChat Pay's notice of a refund names the merchant and not the app, which comes after it. */
    public static boolean isOf(String merchant, Attempt attempt) {
        return attempt.merchant().equals(merchant) || attempt.merchant().startsWith(merchant + "/");
    }
}
