package io.cashbell.order.payment;

import io.cashbell.messaging.consumer.EventHandler;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderId;
import io.cashbell.order.OrderNews;
import io.cashbell.order.Orders;
import io.cashbell.order.lookup.OrderChanges;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an order hear what became of its payment. Copies and events that overtake each other are
 * harmless: the order's state decides. An order that is not there, or a refund before its payment,
 * is thrown, and the queue tries again.
 */
@Singleton
class PaymentEventHandler implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(PaymentEventHandler.class);

    private final Orders orders;
    private final PaymentFacts facts;
    private final OrderChanges changes;
    private final MeterRegistry meters;

    PaymentEventHandler(
            Orders orders, PaymentFacts facts, OrderChanges changes, MeterRegistry meters) {
        this.orders = orders;
        this.facts = facts;
        this.changes = changes;
        this.meters = meters;
    }

    @Override
    public void handle(CloudEvent event) {
        Optional<OrderFact> fact = facts.of(event);
        if (fact.isEmpty()) {
            return;
        }
        OrderId id = new OrderId(event.subject());
        OrderNews news =
                new OrderNews(
                        fact.get(),
                        event.time().truncatedTo(ChronoUnit.MILLIS),
                        new OrderNews.Source.Event(event.id()));
        if (orders.hear(id, news) instanceof Orders.Change.Changed(var order, var needsAttention)) {
            changes.announce(id);
            tell(order, needsAttention);
        }
    }

    private void tell(Order order, boolean needsAttention) {
        if (needsAttention) {
            meters.counter("orders.concerns").increment();
            log.atError()
                    .addKeyValue("orderId", order.id())
                    .addKeyValue("concern", order.concerns().getLast())
                    .log("A person has to look at an order");
            return;
        }
        log.atInfo()
                .addKeyValue("orderId", order.id())
                .addKeyValue("status", order.state().status().text())
                .addKeyValue("payment", order.state().payment().text())
                .log("Order moved");
    }
}
