package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.SandboxTimer;
import io.cashbell.local.gateway.wechatpay.Notice.Message;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may happen to an order and to its refunds, and what the shop is told of it. */
final class Desk implements AutoCloseable {
    private final Ledger ledger;
    private final NoticeQueue queue;
    private final SandboxClock clock;
    private final SandboxTimer refundTimer;
    private final RefundWay refundWay;
    private final NoticeMaker notices;

    /**
     * @param after how long a refund takes; null: until somebody says so
     * @param platformUrl where refunds are told that name no notify_url; null: nowhere
     */
    record RefundWay(@Nullable Duration after, @Nullable URI platformUrl) {}

    /**
     * @param handle the prepay_id, or the pr of the code_url
     */
    record Placed(Trade trade, String handle) {}

    Desk(Ledger ledger, NoticeQueue queue, SandboxClock clock, RefundWay refundWay) {
        this.ledger = ledger;
        this.queue = queue;
        this.clock = clock;
        this.refundWay = refundWay;
        notices = new NoticeMaker(clock, refundWay.platformUrl());
        refundTimer = new SandboxTimer(clock, "wechatpay-refunds");
        ledger.processing().forEach(this::await);
    }

    /** Whether it is new or asked for again, it gets a fresh handle (section 2). */
    Placed place(Order order) {
        var now = clock.instant();
        var handle = order.type() == TradeType.JSAPI ? Numbers.prepay(now) : Numbers.code();
        return ledger.exclusively(
                () -> {
                    var entries = new ArrayList<Entry>();
                    var known = ledger.find(order.outTradeNo());
                    if (known.isPresent()) {
                        refuseOther(order, known.get(), now);
                    } else {
                        entries.add(
                                new Entry.Ordered(
                                        order.type(),
                                        order.body(),
                                        now.toEpochMilli(),
                                        OrderRules.expiry(order, clock).toEpochMilli()));
                    }
                    entries.add(new Entry.Handed(order.outTradeNo(), handle, now.toEpochMilli()));
                    ledger.record(entries);
                    return new Placed(ledger.find(order.outTradeNo()).orElseThrow(), handle);
                });
    }

    /** Again and again, if it must be. */
    void close(String outTradeNo) {
        var now = clock.instant();
        ledger.exclusively(
                () -> {
                    var trade = ledger.find(outTradeNo).orElseThrow(Refusal::orderUnknown);
                    switch (trade.state(now)) {
                        case SUCCESS, REFUND -> throw Refusal.closePaid();
                        case NOTPAY ->
                                ledger.record(
                                        List.of(new Entry.Closed(outTradeNo, now.toEpochMilli())));
                        case CLOSED -> {}
                    }
                    return trade;
                });
    }

    /**
     * The buyer pays; a second time changes nothing.
     *
     * @param tellAgain when it was paid before, send further copies
     * @throws IllegalStateException when it is closed
     */
    Trade pay(String outTradeNo, Telling telling, boolean tellAgain) {
        if (telling.isForged()) {
            if (telling.settleFirst()) {
                pay(outTradeNo, telling.silent(), false);
            }
            var trade = ledger.find(outTradeNo).orElseThrow();
            tell(notices.ofPayment(trade, telling, clock.instant(), false));
            return trade;
        }
        var now = clock.instant();
        var messages = new ArrayList<Message>();
        var paid =
                ledger.exclusively(
                        () -> {
                            var trade = ledger.find(outTradeNo).orElseThrow();
                            switch (trade.state(now)) {
                                case CLOSED ->
                                        throw new IllegalStateException(
                                                "order " + outTradeNo + " is closed");
                                case NOTPAY -> {
                                    messages.addAll(notices.ofPayment(trade, telling, now, true));
                                    var entries = new ArrayList<Entry>();
                                    entries.add(
                                            new Entry.Paid(
                                                    outTradeNo,
                                                    Numbers.transaction(now),
                                                    Buyer.openid(trade.order()),
                                                    telling.amount() == null
                                                            ? trade.total()
                                                            : telling.amount(),
                                                    now.toEpochMilli()));
                                    messages.forEach(one -> entries.add(Ledger.entry(one)));
                                    ledger.record(entries);
                                }
                                case SUCCESS, REFUND -> {
                                    if (tellAgain) {
                                        messages.addAll(
                                                notices.ofPayment(trade, telling, now, false));
                                        record(messages);
                                    }
                                }
                            }
                            return ledger.find(outTradeNo).orElseThrow();
                        });
        queue.deliver(messages);
        return paid;
    }

    /** The same number is the same refund (section 8). */
    Refund refund(RefundOrder order) {
        var now = clock.instant();
        return ledger.exclusively(
                () -> {
                    var known = ledger.findRefund(order.outRefundNo());
                    if (known.isPresent()) {
                        if (!known.get().order().equals(order)) {
                            throw Refusal.invalid("商户退款单号重复，参数与首次请求时不一致");
                        }
                        return known.get();
                    }
                    var trade = find(order);
                    RefundRules.check(order, trade, now);
                    if (!ledger.settings().hasEnoughFor(order.refund())) {
                        throw Refusal.notEnough();
                    }
                    var after = refundWay.after();
                    ledger.record(
                            List.of(
                                    new Entry.RefundBegun(
                                            trade.outTradeNo(),
                                            order.body(),
                                            Numbers.refund(now),
                                            now.toEpochMilli(),
                                            after == null
                                                    ? null
                                                    : now.plus(after).toEpochMilli())));
                    var begun = ledger.findRefund(order.outRefundNo()).orElseThrow();
                    await(begun);
                    return begun;
                });
    }

    /**
     * A refund comes to its end, or is stuck.
     *
     * @param tellAgain when it came to this end before, send further copies
     * @throws IllegalStateException when it ended otherwise before
     */
    Refund settle(String outRefundNo, Refund.Status outcome, Telling telling, boolean tellAgain) {
        if (telling.isForged()) {
            if (telling.settleFirst()) {
                settle(outRefundNo, outcome, telling.silent(), false);
            }
            var refund = ledger.findRefund(outRefundNo).orElseThrow();
            tell(notices.ofRefund(refund, outcome, telling, clock.instant(), false));
            return refund;
        }
        if (telling.amount() != null) {
            throw new IllegalArgumentException("a refund is of the amount that was asked for");
        }
        var now = clock.instant();
        var messages = new ArrayList<Message>();
        var settled =
                ledger.exclusively(
                        () -> {
                            var refund = ledger.findRefund(outRefundNo).orElseThrow();
                            var at = refund.settledAt();
                            if (refund.status() == outcome && at != null) {
                                if (tellAgain) {
                                    messages.addAll(
                                            notices.ofRefund(refund, outcome, telling, at, false));
                                    record(messages);
                                }
                                return refund;
                            }
                            if (refund.status() == Refund.Status.SUCCESS
                                    || refund.status() == Refund.Status.CLOSED) {
                                throw new IllegalStateException(
                                        "refund " + outRefundNo + " is " + refund.status());
                            }
                            messages.addAll(notices.ofRefund(refund, outcome, telling, now, true));
                            var entries = new ArrayList<Entry>();
                            entries.add(
                                    new Entry.RefundSettled(
                                            outRefundNo, outcome, now.toEpochMilli()));
                            messages.forEach(one -> entries.add(Ledger.entry(one)));
                            ledger.record(entries);
                            return ledger.findRefund(outRefundNo).orElseThrow();
                        });
        queue.deliver(messages);
        return settled;
    }

    Trade.State state(Trade trade) {
        return trade.state(clock.instant());
    }

    @Override
    public void close() {
        refundTimer.close();
    }

    private Trade find(RefundOrder order) {
        var transactionId = order.text("/transaction_id");
        var outTradeNo = order.text("/out_trade_no");
        var trade =
                transactionId.isEmpty()
                        ? ledger.find(outTradeNo)
                        : ledger.findByTransaction(transactionId);
        return trade.filter(found -> outTradeNo.isEmpty() || found.outTradeNo().equals(outTradeNo))
                .orElseThrow(() -> Refusal.resourceMissing("订单不存在"));
    }

    private static void refuseOther(Order order, Trade known, Instant now) {
        if (!known.order().equals(order)) {
            throw Refusal.numberUsed();
        }
        switch (known.state(now)) {
            case SUCCESS, REFUND -> throw Refusal.paidAlready();
            case CLOSED -> throw Refusal.orderClosed();
            case NOTPAY -> {}
        }
    }

    /** Succeeds by itself when its time has come and nobody said otherwise. */
    private void await(Refund refund) {
        var due = refund.due();
        if (due != null) {
            refundTimer.at(due, () -> succeed(refund.outRefundNo()));
        }
    }

    private void succeed(String outRefundNo) {
        var refund = ledger.findRefund(outRefundNo).orElseThrow();
        if (refund.status() == Refund.Status.PROCESSING) {
            try {
                settle(outRefundNo, Refund.Status.SUCCESS, Telling.ONCE, false);
            } catch (IllegalStateException e) {
                // Somebody was quicker.
            }
        }
    }

    private void tell(List<Message> messages) {
        record(messages);
        queue.deliver(messages);
    }

    private void record(List<Message> messages) {
        ledger.record(messages.stream().map(Ledger::entry).toList());
    }
}
