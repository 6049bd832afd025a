package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.ControlWords;
import io.cashbell.local.gateway.SandboxClock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders, refunds and notices as the control API shows them; amounts are fen. */
final class ControlView {
    private static final int SHOWN_ANSWER = 200;

    private final Ledger ledger;
    private final SandboxClock clock;

    ControlView(Ledger ledger, SandboxClock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * As the ledger of every gateway is spelled.
     *
     * @param number WeChat's, the transaction_id; null until paid
     * @param reference the shop's, the out_trade_no
     * @param attach what the shop attached to the order
     * @param state created, paid, partly-refunded, refunded or closed
     * @param refunded fen given back or being given back
     */
    record Line(
            @Nullable String number,
            String reference,
            String merchantId,
            String attach,
            long amount,
            String currency,
            String state,
            String method,
            String createdAt,
            @Nullable String paidAt,
            long refunded,
            List<RefundLine> refunds) {}

    /**
     * @param number WeChat's, the refund_id
     * @param reference the shop's, the out_refund_no
     * @param state processing, success, abnormal or closed
     */
    record RefundLine(
            String number,
            String reference,
            long amount,
            String state,
            String createdAt,
            @Nullable String settledAt) {}

    /**
     * @param handle the newest prepay_id or code_url
     */
    record TradeView(
            Line trade,
            String appId,
            String description,
            String openId,
            String expiresAt,
            String handle,
            List<NoticeView> callbacks) {}

    record RefundView(RefundLine refund, String trade, List<NoticeView> callbacks) {}

    /**
     * @param id what the shop sees; copies have the same
     * @param due when it is sent next; null when it is not
     */
    record NoticeView(
            String id,
            String event,
            String url,
            String forgery,
            boolean acknowledged,
            @Nullable String due,
            List<AttemptView> attempts) {}

    /**
     * @param serial of the key that it named
     * @param status 0 when there was no answer
     */
    record AttemptView(
            String at,
            String serial,
            int status,
            String answer,
            boolean acknowledged,
            long millis) {}

    Map<String, Object> ledger(int from, int limit) {
        var trades = ledger.page(from, limit);
        var page = new LinkedHashMap<String, Object>();
        page.put("items", trades.stream().map(this::line).toList());
        page.put(
                "nextCursor",
                limit > 0 && trades.size() == limit ? String.valueOf(from + limit) : null);
        return page;
    }

    Line line(Trade trade) {
        var payment = trade.payment();
        return new Line(
                payment == null ? null : payment.transactionId(),
                trade.outTradeNo(),
                trade.order().text("/mchid"),
                trade.order().text("/attach"),
                trade.total(),
                Views.CURRENCY,
                state(trade),
                trade.order().type().name(),
                trade.createdAt().toString(),
                payment == null ? null : payment.at().toString(),
                trade.refunded(),
                trade.refunds().stream().map(ControlView::line).toList());
    }

    TradeView trade(Trade trade) {
        var order = trade.order();
        var handle = trade.handle() == null ? "" : trade.handle();
        return new TradeView(
                line(trade),
                order.text("/appid"),
                order.description(),
                Buyer.openid(order),
                trade.expiresAt().toString(),
                order.type() == TradeType.NATIVE ? Cashier.codeUrl(handle) : handle,
                ledger.noticesOf(trade.outTradeNo()).stream().map(ControlView::notice).toList());
    }

    RefundView refund(Refund refund) {
        return new RefundView(
                line(refund),
                refund.outTradeNo(),
                ledger.noticesOf(refund.outTradeNo()).stream()
                        .filter(
                                notice ->
                                        refund.outRefundNo().equals(notice.message().outRefundNo()))
                        .map(ControlView::notice)
                        .toList());
    }

    String state(Trade trade) {
        return switch (trade.state(clock.instant())) {
            case NOTPAY -> "created";
            case CLOSED -> "closed";
            case SUCCESS -> "paid";
            case REFUND -> trade.refunded() < trade.total() ? "partly-refunded" : "refunded";
        };
    }

    static String shown(Notice.Attempt attempt) {
        var answer = attempt.answer();
        if (answer.error() != null) {
            return answer.error();
        }
        var body = answer.body();
        return body.length() <= SHOWN_ANSWER ? body : body.substring(0, SHOWN_ANSWER) + "…";
    }

    private static RefundLine line(Refund refund) {
        return new RefundLine(
                refund.refundId(),
                refund.outRefundNo(),
                refund.order().refund(),
                ControlWords.spelled(refund.status()),
                refund.createdAt().toString(),
                text(refund.settledAt()));
    }

    private static NoticeView notice(Notice notice) {
        var message = notice.message();
        return new NoticeView(
                message.noticeId(),
                message.event().type(),
                message.url().toString(),
                ControlWords.spelled(message.forgery()),
                notice.acknowledged(),
                text(notice.due()),
                notice.attempts().stream()
                        .map(
                                attempt ->
                                        new AttemptView(
                                                attempt.at().toString(),
                                                attempt.serial(),
                                                attempt.answer().status(),
                                                shown(attempt),
                                                attempt.acknowledged(),
                                                attempt.answer().millis()))
                        .toList());
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
