package io.cashbell.local.gateway.kakaopay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The books as the control API shows them; times in UTC. */
final class ControlView {
    private final Ledger ledger;

    ControlView(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param returnUrl where the buyer's browser goes next; null while the buyer decides
     * @param callbacks every visit to the shop, the oldest first
     */
    record TradeView(
            String number,
            String reference,
            String cid,
            String partnerUserId,
            String itemName,
            long amount,
            String status,
            @Nullable Method method,
            String createdAt,
            String expiresAt,
            @Nullable String paidAt,
            long cancelled,
            Links links,
            @Nullable String returnUrl,
            List<VisitView> callbacks) {}

    /** Below the sandbox's address. */
    record Links(String pc, String mobile, String app) {}

    /**
     * @param status of the shop's answer; 0 when there was none, null when it has not happened
     */
    record VisitView(
            String url,
            String due,
            @Nullable String at,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable Long millis) {}

    /**
     * @param nextCursor null at the end
     */
    record LedgerView(List<LineView> items, @Nullable String nextCursor) {}

    /**
     * @param number KakaoPay's, the tid
     * @param reference the shop's, partner_order_id
     * @param state paid, partly-refunded or refunded
     */
    record LineView(
            String number,
            String reference,
            long amount,
            String currency,
            String state,
            String paidAt,
            List<RefundView> refunds) {}

    record RefundView(
            String number,
            long amount,
            long taxFree,
            long vat,
            @Nullable String reference,
            String at) {}

    TradeView trade(Payment payment) {
        return trade(payment, returnUrl(payment));
    }

    TradeView trade(Payment payment, @Nullable String returnUrl) {
        var order = payment.order();
        var authentication = payment.authentication();
        var approval = payment.approval();
        return new TradeView(
                payment.tid(),
                order.partnerOrderId(),
                order.cid(),
                order.partnerUserId(),
                order.itemName(),
                payment.amount().total(),
                payment.status().name(),
                authentication == null ? null : authentication.method(),
                payment.createdAt().toString(),
                payment.expiresAt().toString(),
                approval == null ? null : approval.at().toString(),
                payment.cancelled().total(),
                new Links(
                        Addresses.page(payment, Device.PC),
                        Addresses.page(payment, Device.MOBILE),
                        Addresses.page(payment, Device.APP)),
                returnUrl,
                ledger.visitsOf(payment.tid()).stream().map(ControlView::visit).toList());
    }

    LedgerView ledger(int from, int limit) {
        var found = ledger.oldest(from, limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        return new LedgerView(
                page.stream().filter(one -> one.approval() != null).map(ControlView::line).toList(),
                found.size() > limit ? String.valueOf(from + limit) : null);
    }

    private static LineView line(Payment payment) {
        var approval = payment.approval();
        Instant at = approval == null ? payment.createdAt() : approval.at();
        return new LineView(
                payment.tid(),
                payment.order().partnerOrderId(),
                payment.amount().total(),
                "KRW",
                switch (payment.status()) {
                    case CANCEL_PAYMENT -> "refunded";
                    case PART_CANCEL_PAYMENT -> "partly-refunded";
                    default -> "paid";
                },
                at.toString(),
                payment.cancellations().stream().map(ControlView::refund).toList());
    }

    private static RefundView refund(Payment.Cancellation one) {
        return new RefundView(
                one.aid(),
                one.amount().total(),
                one.amount().taxFree(),
                one.amount().vat(),
                one.payload(),
                one.at().toString());
    }

    private static @Nullable String returnUrl(Payment payment) {
        if (payment.authentication() != null) {
            return Addresses.approval(payment);
        }
        return switch (payment.status()) {
            case QUIT_PAYMENT -> payment.order().cancelUrl();
            case FAIL_AUTH_PASSWORD, FAIL_PAYMENT -> payment.order().failUrl();
            default -> null;
        };
    }

    private static VisitView visit(Visit visit) {
        var made = visit.made();
        if (made == null) {
            return new VisitView(visit.url(), visit.due().toString(), null, null, null, null);
        }
        var answer = made.answer();
        return new VisitView(
                visit.url(),
                visit.due().toString(),
                made.at().toString(),
                answer.status(),
                answer.error() == null ? answer.body() : answer.error(),
                answer.millis());
    }
}
