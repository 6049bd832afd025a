package io.cashbell.payment.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.consumer.EventHandler;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentId;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.Payments;
import io.cashbell.payment.Payments.Hearing;
import io.cashbell.payment.event.OrderCreated;
import io.cashbell.payment.event.OrderExpired;
import jakarta.inject.Singleton;

/** What orders mean to payments. Repeats and any order of arrival end in the same state. */
@Singleton
class OrderEventHandler implements EventHandler {

    private final Payments payments;
    private final ObjectMapper json;

    OrderEventHandler(Payments payments, ObjectMapper json) {
        this.payments = payments;
        this.json = json;
    }

    @Override
    public void handle(CloudEvent event) throws JsonProcessingException {
        switch (event.type()) {
            case OrderCreated.TYPE -> created(json.treeToValue(event.data(), OrderCreated.class));
            case OrderExpired.TYPE -> expired(json.treeToValue(event.data(), OrderExpired.class));
            default -> {
                // A type that we do not know asks nothing of us.
            }
        }
    }

    /** One conditional insert: a second copy finds the payment there. */
    private void created(OrderCreated order) {
        // Collected by the carrier and recorded with the order: no gateway, no session, nothing
        // that this service could add, so it spends no write on it.
        if (order.method().equals(PaymentMethod.PAY_ON_ARRIVAL)) {
            return;
        }
        payments.add(order.toPayment(new PaymentId(EventIds.next())));
    }

    private void expired(OrderExpired order) {
        OrderId orderId = new OrderId(order.orderId());
        if (payments.hear(orderId, new DeadlinePassed()) instanceof Hearing.NoPayment) {
            // The queue may bring the end of an order before its beginning: come back later.
            throw new IllegalStateException("no payment yet for the expired order " + orderId);
        }
    }
}
