package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.Callback.Forgery;
import io.cashbell.local.gateway.ecpay.Callback.Kind;
import io.cashbell.local.gateway.ecpay.Callback.Message;
import io.cashbell.local.gateway.ecpay.Callback.News;
import io.cashbell.local.gateway.ecpay.Trade.Issue;
import io.cashbell.local.gateway.ecpay.Trade.Settlement;
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
     * @param delay on the gateway's clock
     * @param forgery anything but NONE leaves the trade alone and only sends forgeries
     * @param again when it happened before, send further copies
     */
    record Telling(int copies, Duration delay, Forgery forgery, boolean again) {
        static final int MOST_COPIES = 1000;
        static final Duration LONGEST_DELAY = Duration.ofDays(7);
        static final Telling ONCE = new Telling(1, Duration.ZERO, Forgery.NONE, false);

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

    /**
     * The buyer takes an account, a code or barcodes to pay with later, or applies for a loan; a
     * second time changes nothing.
     *
     * @throws IllegalStateException when the trade is beyond that
     */
    Trade issue(Trade trade, Choice choice, Telling telling) {
        if (!choice.method().isLater()) {
            throw new IllegalStateException(choice.method().spelled() + " issues nothing");
        }
        var now = clock.instant();
        var news = issuedNews(trade, choice, now);
        if (telling.forgery() != Forgery.NONE) {
            tell(messages(trade, news, telling, false));
            return trade;
        }
        var messages = messages(trade, news, telling, true);
        var issued = ledger.issue(trade.key(), new Issue(choice, now), messages);
        if (issued.isPresent()) {
            messages.forEach(queue::deliver);
            return issued.get();
        }
        var before = ledger.find(trade.key()).orElseThrow();
        var issue = before.issue();
        if (issue == null) {
            throw settledAlready(before);
        }
        if (telling.again()) {
            tell(messages(before, issuedNews(before, issue.choice(), issue.at()), telling, false));
        }
        return before;
    }

    /**
     * The buyer pays; a second time changes nothing. Whatever is paid later is issued first.
     *
     * @param amount other than the order's, to see what the shop does
     * @param afterDeadline even when the number has expired
     * @throws IllegalStateException when it failed before, has expired or another way was taken
     */
    Trade pay(Trade trade, Choice choice, long amount, boolean afterDeadline, Telling telling) {
        var open = trade;
        if (telling.forgery() == Forgery.NONE && choice.method().isLater()) {
            open = issue(trade, choice, Telling.ONCE);
        }
        checkTaken(open, choice);
        if (!afterDeadline && open.isExpired(clock.instant())) {
            throw new IllegalStateException(
                    "the number of trade " + open.key().merchantTradeNo() + " has expired");
        }
        return settle(
                open,
                new News(Kind.PAID, choice, amount, CallbackFields.PAID, clock.instant()),
                telling);
    }

    /**
     * The card or the loan is refused; a second time changes nothing.
     *
     * @throws IllegalStateException when it was paid before, or this way of paying never fails
     */
    Trade fail(Trade trade, Choice choice, String code, Telling telling) {
        if (choice.method().isOffline()) {
            throw new IllegalStateException(
                    choice.method().spelled() + " does not fail; it expires, and nobody is told");
        }
        checkTaken(trade, choice);
        return settle(trade, failure(trade, choice, code), telling);
    }

    /** A first card is refused and the buyer may take another: the shop is told, no more. */
    Trade decline(Trade trade, Choice choice, String code, Telling telling) {
        tell(messages(trade, failure(trade, choice, code), telling, isGenuine(telling)));
        return trade;
    }

    /** "Simulate payment" of the vendor console: the shop is told, the trade stays as it is. */
    Trade simulate(Trade trade, Choice choice, Telling telling) {
        var news =
                new News(
                        Kind.SIMULATED,
                        choice,
                        trade.order().amount(),
                        CallbackFields.PAID,
                        clock.instant());
        tell(messages(trade, news, telling, isGenuine(telling)));
        return trade;
    }

    private Trade settle(Trade trade, News news, Telling telling) {
        if (!isGenuine(telling)) {
            tell(messages(trade, news, telling, false));
            return trade;
        }
        var paid = news.kind() == Kind.PAID;
        var messages = messages(trade, news, telling, true);
        var settled =
                ledger.settle(
                        trade.key(),
                        new Settlement(news.choice(), news.at(), paid, news.amount(), news.code()),
                        messages);
        if (settled.isPresent()) {
            messages.forEach(queue::deliver);
            return settled.get();
        }
        var before = ledger.find(trade.key()).orElseThrow();
        var settlement = before.settlement();
        if (settlement == null || settlement.paid() != paid) {
            throw settledAlready(before);
        }
        if (telling.again()) {
            tell(messages(before, news(settlement), telling, false));
        }
        return before;
    }

    /** What was told of a settlement. */
    static News news(Settlement settlement) {
        return new News(
                settlement.paid() ? Kind.PAID : Kind.FAILED,
                settlement.choice(),
                settlement.amount(),
                settlement.code(),
                settlement.at());
    }

    /** What is told when something is issued. */
    static News issuedNews(Trade trade, Choice choice, Instant at) {
        var code =
                choice.method() == Method.CVS || choice.method() == Method.BARCODE
                        ? CallbackFields.CODE_ISSUED
                        : CallbackFields.ACCOUNT_ISSUED;
        return new News(Kind.ISSUED, choice, trade.order().amount(), code, at);
    }

    private News failure(Trade trade, Choice choice, String code) {
        return new News(Kind.FAILED, choice, trade.order().amount(), code, clock.instant());
    }

    private static boolean isGenuine(Telling telling) {
        return telling.forgery() == Forgery.NONE;
    }

    private static void checkTaken(Trade trade, Choice choice) {
        var issue = trade.issue();
        if (trade.status() == Status.ISSUED && issue != null && !issue.choice().equals(choice)) {
            throw new IllegalStateException(
                    "trade "
                            + trade.key().merchantTradeNo()
                            + " is to be paid by "
                            + issue.choice().paymentType());
        }
    }

    private static IllegalStateException settledAlready(Trade trade) {
        return new IllegalStateException(
                "trade "
                        + trade.key().merchantTradeNo()
                        + " is "
                        + trade.status().spelled()
                        + " already");
    }

    private void tell(List<Message> messages) {
        ledger.queue(messages);
        messages.forEach(queue::deliver);
    }

    private List<Message> messages(Trade trade, News news, Telling telling, boolean firstIsKept) {
        var messages = new ArrayList<Message>(telling.copies());
        if (news.kind() == Kind.ISSUED && trade.order().paymentInfoUrl().isEmpty()) {
            return messages;
        }
        var due = clock.instant().plus(telling.delay());
        for (int i = 0; i < telling.copies(); i++) {
            messages.add(
                    new Message(
                            UUID.randomUUID().toString(),
                            trade.key(),
                            news,
                            telling.forgery(),
                            firstIsKept && i == 0,
                            due));
        }
        return messages;
    }
}
