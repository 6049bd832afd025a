package io.cashbell.order.store;

import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderNews;
import io.cashbell.order.Refund;
import io.cashbell.order.event.OrderCancelled;
import io.cashbell.order.event.OrderExpired;
import io.cashbell.order.event.OrderShipped;
import io.cashbell.order.event.RefundRequested;
import java.util.Optional;

/** Which event a change of an order tells: one at most. */
final class OrderEvents {
    private OrderEvents() {}

    static Optional<OutboxEntry> toldBy(Order before, Order after, OrderNews news) {
        // No other write has this number, so events of one order are told in the order of changes.
        long sequence = before.version() + 1;
        if (news.fact() instanceof OrderFact.RefundRequested wish) {
            return Optional.ofNullable(after.state().receipt())
                    .flatMap(receipt -> receipt.refunds().find(wish.refundId()))
                    // What was given back by hand asks nothing of anybody.
                    .filter(refund -> refund.standing() == Refund.Standing.REQUESTED)
                    // The event is named as the refund is: by that its data are found.
                    .map(
                            refund ->
                                    new OutboxEntry(
                                            refund.id(),
                                            RefundRequested.TYPE,
                                            news.at(),
                                            sequence,
                                            null));
        }
        if (before.state().status() == after.state().status()) {
            return Optional.empty();
        }
        Optional<String> type =
                switch (after.state().status()) {
                    case SHIPPED -> Optional.of(OrderShipped.TYPE);
                    case CANCELLED -> Optional.of(OrderCancelled.TYPE);
                    case EXPIRED -> Optional.of(OrderExpired.TYPE);
                    case CREATED, PAID, REFUNDED -> Optional.empty();
                };
        return type.map(told -> OutboxEntry.of(told, news.at(), sequence))
                .map(
                        entry ->
                                news.source() instanceof OrderNews.Source.Event(var eventId)
                                        ? entry.causedBy(eventId)
                                        : entry);
    }
}
