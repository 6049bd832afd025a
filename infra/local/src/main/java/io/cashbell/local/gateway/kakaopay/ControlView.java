package io.cashbell.local.gateway.kakaopay;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The books as the control API shows them; times in UTC. */
final class ControlView {
    private final Ledger ledger;
    private final Clock clock;

    ControlView(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * @param state as in the ledger
     * @param status as KakaoPay spells it
     * @param returnUrl where the buyer's browser goes next; null while the buyer decides
     * @param callbacks every visit to the shop, the oldest first
     */
    record TradeView(
            String number,
            String reference,
            String merchantId,
            String partnerUserId,
            String itemName,
            long amount,
            String state,
            String status,
            @Nullable Method method,
            String createdAt,
            String expiresAt,
            @Nullable String paidAt,
            long refunded,
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
     * As the ledger of every gateway is spelled.
     *
     * @param number KakaoPay's, the tid
     * @param reference the shop's, partner_order_id
     * @param state created, paid, partly-refunded, refunded, failed or expired
     */
    record LineView(
            String number,
            String reference,
            String merchantId,
            long amount,
            String currency,
            String state,
            @Nullable String method,
            String createdAt,
            @Nullable String paidAt,
            long refunded,
            List<RefundView> refunds) {}

    /**
     * @param number KakaoPay's, the aid
     * @param reference the shop's, the payload
     */
    record RefundView(
            String number,
            @Nullable String reference,
            long amount,
            long taxFree,
            long vat,
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
                state(payment),
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

    /**
     * @param state only these; null: all
     */
    LedgerView ledger(int from, int limit, @Nullable String state) {
        var page = ledger.oldest(from, limit);
        var lines =
                page.stream()
                        .map(this::line)
                        .filter(line -> state == null || line.state().equals(state))
                        .toList();
        boolean full = limit > 0 && page.size() == limit;
        return new LedgerView(lines, full ? String.valueOf(from + limit) : null);
    }

    private LineView line(Payment payment) {
        var authentication = payment.authentication();
        var approval = payment.approval();
        return new LineView(
                payment.tid(),
                payment.order().partnerOrderId(),
                payment.order().cid(),
                payment.amount().total(),
                "KRW",
                state(payment),
                authentication == null ? null : authentication.method().name(),
                payment.createdAt().toString(),
                approval == null ? null : approval.at().toString(),
                payment.cancelled().total(),
                payment.cancellations().stream().map(ControlView::refund).toList());
    }

    private String state(Payment payment) {
        if (payment.isExpired(clock.instant())) {
            return "expired";
        }
        return switch (payment.status()) {
            case READY, SEND_TMS, OPEN_PAYMENT, SELECT_METHOD, ARS_WAITING, AUTH_PASSWORD ->
                    "created";
            case SUCCESS_PAYMENT -> "paid";
            case PART_CANCEL_PAYMENT -> "partly-refunded";
            case CANCEL_PAYMENT -> "refunded";
            case FAIL_AUTH_PASSWORD, QUIT_PAYMENT, FAIL_PAYMENT -> "failed";
        };
    }

    private static RefundView refund(Payment.Cancellation one) {
        return new RefundView(
                one.aid(),
                one.payload(),
                one.amount().total(),
                one.amount().taxFree(),
                one.amount().vat(),
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
