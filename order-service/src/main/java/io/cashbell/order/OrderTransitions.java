package io.cashbell.order;

import static io.cashbell.order.PaymentStatus.AWAITING_TRANSFER;
import static io.cashbell.order.PaymentStatus.CONFIRMED;
import static io.cashbell.order.PaymentStatus.DUE_ON_ARRIVAL;
import static io.cashbell.order.PaymentStatus.FAILED;
import static io.cashbell.order.PaymentStatus.PARTIALLY_REFUNDED;
import static io.cashbell.order.PaymentStatus.PENDING;
import static io.cashbell.order.PaymentStatus.REFUNDED;

import io.cashbell.order.OrderFact.DeadlinePassed;
import io.cashbell.order.OrderFact.GoodsShipped;
import io.cashbell.order.OrderFact.InstructionsIssued;
import io.cashbell.order.OrderFact.MoneyCollected;
import io.cashbell.order.OrderFact.OrderCancelled;
import io.cashbell.order.OrderFact.PaymentConfirmed;
import io.cashbell.order.OrderFact.PaymentDisputed;
import io.cashbell.order.OrderFact.PaymentFailed;
import io.cashbell.order.OrderFact.PaymentProgress;
import io.cashbell.order.OrderFact.PaymentRefunded;
import io.cashbell.order.OrderFact.RefundFailed;
import io.cashbell.order.OrderFact.SessionOpened;
import io.cashbell.order.OrderState.Cancelled;
import io.cashbell.order.OrderState.Created;
import io.cashbell.order.OrderState.Expired;
import io.cashbell.order.OrderState.Paid;
import io.cashbell.order.OrderState.Refunded;
import io.cashbell.order.OrderState.Shipped;

/** The order's state machine, whole. Nobody else makes one state from another. */
public final class OrderTransitions {
    private OrderTransitions() {}

    /**
     * The state after a fact; the same state where the fact says nothing new. Facts of the payment
     * service may come twice and in any order.
     *
     * @throws IllegalTransitionException if the fact cannot be true now. For a refund it may become
     *     so, once the confirmation that was overtaken has arrived.
     */
    public static OrderState next(OrderState from, OrderFact fact) {
        return switch (new Step(from, fact)) {
            // No gateway is asked for an order that is paid on arrival.
            case Step(Created(var payment, _), PaymentProgress _) when payment == DUE_ON_ARRIVAL ->
                    from;
            case Step(Created created, PaymentProgress news)
                    when news.sequence() > created.heard().sequence() ->
                    told(news);
            // Old news; or news of an attempt, when another one has brought the money.
            case Step(_, PaymentProgress _) -> from;

            case Step(Created _, PaymentConfirmed(_, _, var receipt)) ->
                    new Paid(CONFIRMED, receipt, null);
            // Money arrived after we gave up: believe the gateway, the buyer wants the goods.
            case Step(Expired _, PaymentConfirmed(_, _, var receipt)) ->
                    new Paid(CONFIRMED, receipt, null);
            // Money arrived for what was called off: it must go back, so it must be seen.
            case Step(
                            Cancelled(_, var known, var reason, var at),
                            PaymentConfirmed(_, _, var receipt))
                    when known == null ->
                    new Cancelled(CONFIRMED, receipt, reason, at);
            // Gateways repeat themselves. A second payment is the payment service's to dispute.
            case Step(_, PaymentConfirmed _) -> from;

            case Step(Paid(_, var receipt, var shipment), PaymentRefunded(var remaining, var at)) ->
                    remaining.isZero()
                            ? new Refunded(receipt, shipment, at)
                            : new Paid(PARTIALLY_REFUNDED, receipt, shipment);
            case Step(Shipped(_, var receipt, var shipment), PaymentRefunded(var remaining, var at))
                    when receipt != null ->
                    remaining.isZero()
                            ? new Refunded(receipt, shipment, at)
                            : new Shipped(PARTIALLY_REFUNDED, receipt, shipment);
            case Step(
                            Cancelled(var payment, var receipt, var reason, var at),
                            PaymentRefunded refund)
                    when receipt != null ->
                    new Cancelled(
                            refund.remaining().isZero() || payment == REFUNDED
                                    ? REFUNDED
                                    : PARTIALLY_REFUNDED,
                            receipt,
                            reason,
                            at);
            case Step(Refunded _, PaymentRefunded _) -> from;

            // These change no state; Order keeps them where a person sees them.
            case Step(_, RefundFailed _), Step(_, PaymentDisputed _) -> from;

            case Step(Paid(var payment, var receipt, var known), GoodsShipped(var shipment))
                    when known == null ->
                    new Shipped(payment, receipt, shipment);
            // Whoever delivers takes the money, so the goods may go at once: for this method alone.
            case Step(Created(var payment, _), GoodsShipped(var shipment))
                    when payment == DUE_ON_ARRIVAL ->
                    new Shipped(DUE_ON_ARRIVAL, null, shipment);
            case Step(Shipped(_, var receipt, var shipment), MoneyCollected(var at))
                    when receipt == null ->
                    new Paid(CONFIRMED, Receipt.onArrival(at), shipment);

            case Step(Created(var payment, _), OrderCancelled(var reason, var at)) ->
                    new Cancelled(payment, null, reason, at);
            case Step(Expired _, OrderCancelled(var reason, var at)) ->
                    new Cancelled(PaymentStatus.EXPIRED, null, reason, at);
            case Step(Created(var payment, _), DeadlinePassed(var at))
                    when payment != DUE_ON_ARRIVAL ->
                    new Expired(at);
            // Told late, or again: by then it does not matter.
            case Step(_, DeadlinePassed _) -> from;

            case Step(var state, var unexpected) ->
                    throw new IllegalTransitionException(state, unexpected);
        };
    }

    private static Created told(PaymentProgress news) {
        return switch (news) {
            case SessionOpened(var sequence) -> new Created(PENDING, sequence);
            case InstructionsIssued(var sequence, var instructions) ->
                    new Created(AWAITING_TRANSFER, new Heard(sequence, instructions));
            case PaymentFailed(var sequence) -> new Created(FAILED, sequence);
        };
    }

    private record Step(OrderState from, OrderFact fact) {}
}
