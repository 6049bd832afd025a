package io.cashbell.payment.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.consumer.EventHandler;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.MoneyRules;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Outcome;
import io.cashbell.payment.PaymentFact;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentId;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.Payments;
import io.cashbell.payment.Payments.Hearing;
import io.cashbell.payment.Refunds.Asking;
import io.cashbell.payment.SwitchedOffMethods;
import io.cashbell.payment.event.OrderCancelled;
import io.cashbell.payment.event.OrderCreated;
import io.cashbell.payment.event.OrderExpired;
import io.cashbell.payment.event.OrderRefundRequested;
import io.cashbell.payment.event.PaymentMethodsChanged;
import io.cashbell.payment.refund.RequestRefund;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * What orders and their shop mean to payments. Repeats and any order of arrival end in the same
 * state.
 */
@Singleton
class OrderEventHandler implements EventHandler {

    /** So far the queue may bring the end of an order before its beginning. */
    private static final Duration OVERTAKEN = Duration.ofSeconds(20);

    private final Payments payments;
    private final RequestRefund refunds;
    private final SwitchedOffMethods switchedOff;
    private final MoneyRules rules;
    private final ObjectMapper json;
    private final Clock clock;

    OrderEventHandler(
            Payments payments,
            RequestRefund refunds,
            SwitchedOffMethods switchedOff,
            MoneyRules rules,
            ObjectMapper json,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.switchedOff = switchedOff;
        this.rules = rules;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void handle(CloudEvent event) throws JsonProcessingException {
        switch (event.type()) {
            case OrderCreated.TYPE -> created(json.treeToValue(event.data(), OrderCreated.class));
            case OrderExpired.TYPE -> expired(json.treeToValue(event.data(), OrderExpired.class));
            case OrderCancelled.TYPE ->
                    cancelled(event, json.treeToValue(event.data(), OrderCancelled.class));
            case OrderRefundRequested.TYPE ->
                    refund(json.treeToValue(event.data(), OrderRefundRequested.class));
            case PaymentMethodsChanged.TYPE ->
                    switchedOff.keep(
                            json.treeToValue(event.data(), PaymentMethodsChanged.class).off(),
                            event.sequence());
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

    private void cancelled(CloudEvent event, OrderCancelled order) {
        OrderId orderId = new OrderId(order.orderId());
        switch (payments.hear(orderId, new PaymentFact.OrderCancelled())) {
            case Hearing.NoPayment _ -> {
                // An order paid on arrival has no payment; another one's is on its way. Where the
                // event does not say which, one that has not come for as long as that never will.
                boolean isNone =
                        order.isPaidOnArrival()
                                .orElseGet(
                                        () ->
                                                clock.instant()
                                                        .isAfter(event.time().plus(OVERTAKEN)));
                if (!isNone) {
                    throw new IllegalStateException("no payment yet for the order " + orderId);
                }
            }
            case Hearing.Heard(var outcome) -> {
                // Nothing to close: paid before, or closed before.
                if (outcome instanceof Outcome.Unchanged && rules.refundCancelledOrders()) {
                    refunds.giveBackTheRest(orderId, order.reason());
                }
            }
        }
    }

    private void refund(OrderRefundRequested wish) {
        OrderId orderId = new OrderId(wish.orderId());
        if (refunds.requestOrTell(orderId, wish.toRequest()) instanceof Asking.NoPayment) {
            throw new IllegalStateException("no payment to give back for the order " + orderId);
        }
    }
}
