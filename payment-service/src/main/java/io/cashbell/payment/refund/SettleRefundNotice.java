package io.cashbell.payment.refund;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Capture;
import io.cashbell.payment.Claim;
import io.cashbell.payment.Dispute;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.Refunds;
import io.cashbell.payment.gateway.GatewayRefundNotice;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.settlement.Settlement;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Lets a gateway's notice of a refund have its effect, once, however often it comes. One that does
 * not agree with what was asked for has none, and one that comes when the opposite was told is a
 * matter for a person.
 */
@Singleton
public class SettleRefundNotice {

    private static final String FOUND = "Given back at the gateway, by nobody's request here";

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
        RefundState after =
                refunds.find(orderId)
                        .flatMap(ours -> named(ours, notice.number()))
                        .map(Refund::state)
                        .orElse(before);
        if (isContradicted(after, notice.answer())) {
            return keep(orderId, refund.get(), notice);
        }
        return before.equals(after) ? Settlement.REPEATED : Settlement.REFUND_MOVED;
    }

    /** What was told of a refund's end cannot be taken back. */
    private static boolean isContradicted(RefundState end, RefundAnswer answer) {
        return switch (end) {
            case RefundState.Failed _ -> answer instanceof RefundAnswer.Returned;
            case RefundState.Refunded _ -> answer instanceof RefundAnswer.Refused;
            default -> false;
        };
    }

    private Settlement keep(OrderId orderId, Refund refund, GatewayRefundNotice notice) {
        if (notice.answer() instanceof RefundAnswer.Returned && refund.isOfThePayment()) {
            // It failed here, so that its money may be asked for again; at the gateway it is gone.
            refunds.holdBack(orderId, found(orderId, notice.number().value(), refund.amount()));
        }
        return refunds.dispute(orderId, contradiction(notice))
                ? Settlement.REFUND_CONTRADICTED
                : Settlement.NO_ROOM;
    }

    /**
     * What the gateway gave back of the payment beside what we know of, to be kept back: the same
     * for the same number, whoever finds it first.
     */
    public static RefundRequest found(OrderId orderId, String number, Money amount) {
        return new RefundRequest(
                RefundId.following(orderId, "found " + number), amount, FOUND, null);
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
