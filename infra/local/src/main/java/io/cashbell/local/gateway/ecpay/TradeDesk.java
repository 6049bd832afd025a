package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.Callback.Forgery;
import io.cashbell.local.gateway.ecpay.Callback.Kind;
import io.cashbell.local.gateway.ecpay.Callback.Message;
import io.cashbell.local.gateway.ecpay.Trade.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What may happen to a trade, and what the shop is told of it. */
final class TradeDesk {
    private final Ledger ledger;
    private final CallbackQueue queue;
    private final Clock clock;

    TradeDesk(Ledger ledger, CallbackQueue queue, Clock clock) {
        this.ledger = ledger;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * How the shop is to be told.
     *
     * @param copies 0 loses the callback, 2 sends it twice; only the first of genuine ones is
     *     repeated until acknowledged
     * @param forgery anything but NONE leaves the trade alone and only sends forgeries
     */
    record Telling(int copies, Duration delay, Forgery forgery) {
        static final int MOST_COPIES = 1000;
        static final Duration LONGEST_DELAY = Duration.ofHours(1);
        static final Telling ONCE = new Telling(1, Duration.ZERO, Forgery.NONE);

        Telling {
            if (copies < 0 || copies > MOST_COPIES) {
                throw new IllegalArgumentException("callbacks must be 0 to " + MOST_COPIES);
            }
            if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
                throw new IllegalArgumentException(
                        "delayMillis must be 0 to " + LONGEST_DELAY.toMillis());
            }
        }
    }

    Trade open(Order order) {
        return ledger.open(order, clock.instant())
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        Refusal.usedTwice(order.key().merchantTradeNo())));
    }

    /** The buyer paid or could not; a second time changes nothing and tells nothing. */
    Trade settle(Trade trade, Kind kind) {
        return settle(trade, kind, Telling.ONCE, false);
    }

    /**
     * @param tellAgain when it was settled so before, send further copies
     * @throws IllegalStateException when it was settled otherwise before
     */
    Trade settle(Trade trade, Kind kind, Telling telling, boolean tellAgain) {
        if (kind == Kind.SIMULATED || telling.forgery() != Forgery.NONE) {
            tell(
                    messages(
                            trade,
                            kind,
                            telling,
                            clock.instant(),
                            telling.forgery() == Forgery.NONE));
            return trade;
        }
        var outcome = kind == Kind.PAID ? Status.PAID : Status.FAILED;
        var now = clock.instant();
        var messages = messages(trade, kind, telling, now, true);
        var settled = ledger.settle(trade.key(), outcome, now, messages);
        if (settled.isPresent()) {
            messages.forEach(queue::deliver);
            return settled.get();
        }
        var before = ledger.find(trade.key()).orElseThrow();
        if (before.status() != outcome) {
            throw new IllegalStateException(
                    "trade "
                            + trade.key().merchantTradeNo()
                            + " is "
                            + before.status().spelled()
                            + " already");
        }
        if (tellAgain) {
            var at = before.settledAt();
            tell(messages(before, kind, telling, at == null ? now : at, false));
        }
        return before;
    }

    private void tell(List<Message> messages) {
        ledger.queue(messages);
        messages.forEach(queue::deliver);
    }

    private List<Message> messages(
            Trade trade, Kind kind, Telling telling, Instant at, boolean firstIsKept) {
        var due = clock.instant().plus(telling.delay());
        var messages = new ArrayList<Message>(telling.copies());
        for (int i = 0; i < telling.copies(); i++) {
            messages.add(
                    new Message(
                            UUID.randomUUID().toString(),
                            trade.key(),
                            kind,
                            telling.forgery(),
                            firstIsKept && i == 0,
                            at,
                            due));
        }
        return messages;
    }
}
