package io.cashbell.order;

import static io.cashbell.order.PaymentStatus.AWAITING_TRANSFER;
import static io.cashbell.order.PaymentStatus.CONFIRMED;
import static io.cashbell.order.PaymentStatus.DUE_ON_ARRIVAL;
import static io.cashbell.order.PaymentStatus.FAILED;
import static io.cashbell.order.PaymentStatus.PENDING;
import static io.cashbell.order.PaymentStatus.REFUNDED;

import io.cashbell.order.OrderFact.DeadlinePassed;
import io.cashbell.order.OrderFact.GoodsShipped;
import io.cashbell.order.OrderFact.InstructionsIssued;
import io.cashbell.order.OrderFact.MoneyCollected;
import io.cashbell.order.OrderFact.Noted;
import io.cashbell.order.OrderFact.OrderCancelled;
import io.cashbell.order.OrderFact.PaymentConfirmed;
import io.cashbell.order.OrderFact.PaymentDisputed;
import io.cashbell.order.OrderFact.PaymentFailed;
import io.cashbell.order.OrderFact.PaymentProgress;
import io.cashbell.order.OrderFact.PaymentRefunded;
import io.cashbell.order.OrderFact.RefundFailed;
import io.cashbell.order.OrderFact.RefundRequested;
import io.cashbell.order.OrderFact.SessionOpened;
import io.cashbell.order.OrderFact.SurplusReturned;
import io.cashbell.order.OrderState.Cancelled;
import io.cashbell.order.OrderState.Created;
import io.cashbell.order.OrderState.Expired;
import io.cashbell.order.OrderState.Paid;
import io.cashbell.order.OrderState.Refunded;
import io.cashbell.order.OrderState.Shipped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
            // The number that the buyer holds stays good beside another attempt.
            case Step(Created(var payment, var heard), SessionOpened(var sequence))
                    when payment == AWAITING_TRANSFER && sequence > heard.sequence() ->
                    new Created(
                            payment,
                            new Heard(sequence, heard.instructions(), heard.method())
                                    .payableUntil(heard.payableUntil()));
            case Step(Created created, PaymentProgress news)
                    when news.sequence() > created.heard().sequence() ->
                    told(news, created.heard().payableUntil());
            // Old news, of a number that takes money all the same.
            case Step(Created(var payment, var heard), InstructionsIssued old) ->
                    new Created(payment, heard.payableUntil(old.instructions().expiresAt()));
            // Old news; or news of an attempt, when another one has brought the money.
            case Step(_, PaymentProgress _) -> from;

            case Step(Created _, PaymentConfirmed(_, _, var receipt)) ->
                    new Paid(CONFIRMED, receipt, null);
            // Money arrived after we gave up: believe the gateway, the buyer wants the goods.
            case Step(Expired _, PaymentConfirmed(_, _, var receipt)) ->
                    new Paid(CONFIRMED, receipt, null);
            // Money arrived for what was called off: it must go back, so it must be seen.
            case Step(
                            Cancelled(_, var known, var shipment, var reason, var at),
                            PaymentConfirmed(_, _, var receipt))
                    when known == null ->
                    new Cancelled(CONFIRMED, receipt, shipment, reason, at);
            // Gateways repeat themselves. A second payment is the payment service's to dispute.
            case Step(_, PaymentConfirmed _) -> from;

            case Step(var state, PaymentRefunded news) when state.receipt() != null ->
                    given(state, refunds(state).done(news), news.at());
            case Step(var state, RefundFailed(var refundId, _, var at))
                    when state.receipt() != null ->
                    given(state, refunds(state).failed(refundId), at);
            case Step(var state, RefundRequested(var id, var amount, var reason, var at))
                    when state.receipt() != null
                            && amount != null
                            && refunds(state).allow(amount) ->
                    given(
                            state,
                            // No gateway has it, so whoever says so gave it back by hand.
                            isOnArrival(state)
                                    ? refunds(state).byHand(id, amount, reason, at)
                                    : refunds(state).asked(id, amount, reason, at),
                            at);

            // These change no state; Order keeps them where a person sees them.
            case Step(_, RefundFailed _), Step(_, PaymentDisputed _) -> from;
            case Step(_, SurplusReturned _), Step(_, Noted _) -> from;

            case Step(Paid(var payment, var receipt, var known), GoodsShipped(var shipment))
                    // Goods do not go where all the money comes back from.
                    when known == null && !receipt.refunds().left().isZero() ->
                    new Shipped(payment, receipt, shipment);
            // Whoever delivers takes the money, so the goods may go at once: for this method alone.
            case Step(Created(var payment, _), GoodsShipped(var shipment))
                    when payment == DUE_ON_ARRIVAL ->
                    new Shipped(DUE_ON_ARRIVAL, null, shipment);
            case Step(Shipped(_, var receipt, var shipment), MoneyCollected(var amount, var at))
                    when receipt == null && amount != null ->
                    new Paid(CONFIRMED, Receipt.onArrival(at, amount), shipment);

            case Step(Created(var payment, _), OrderCancelled(var reason, var at)) ->
                    new Cancelled(payment, null, null, reason, at);
            case Step(Expired _, OrderCancelled(var reason, var at)) ->
                    new Cancelled(PaymentStatus.EXPIRED, null, null, reason, at);
            // Nobody took the parcel in: it comes back, and there is no money to give back.
            case Step(
                            Shipped(var payment, var receipt, var shipment),
                            OrderCancelled(var reason, var at))
                    when receipt == null ->
                    new Cancelled(payment, null, shipment, reason, at);
            case Step(Created(var payment, _), DeadlinePassed(var at))
                    when payment != DUE_ON_ARRIVAL ->
                    new Expired(at);
            // Told late, or again: by then it does not matter.
            case Step(_, DeadlinePassed _) -> from;

            case Step(var state, var unexpected) ->
                    throw new IllegalTransitionException(state, unexpected);
        };
    }

    /** The state once that much of its money is given back, or on its way. */
    private static OrderState given(OrderState state, Refunds refunds, Instant at) {
        Receipt receipt = receipt(state).with(refunds);
        PaymentStatus payment = refunds.payment();
        return switch (state) {
            case Paid(_, _, var shipment) ->
                    payment == REFUNDED
                            ? new Refunded(receipt, shipment, at)
                            : new Paid(payment, receipt, shipment);
            case Shipped(_, _, var shipment) ->
                    payment == REFUNDED
                            ? new Refunded(receipt, shipment, at)
                            : new Shipped(payment, receipt, shipment);
            case Cancelled(_, _, var shipment, var reason, var endedAt) ->
                    new Cancelled(payment, receipt, shipment, reason, endedAt);
            case Refunded(_, var shipment, var endedAt) -> new Refunded(receipt, shipment, endedAt);
            case Created _, Expired _ -> state;
        };
    }

    private static Refunds refunds(OrderState state) {
        return receipt(state).refunds();
    }

    private static boolean isOnArrival(OrderState state) {
        return receipt(state).isOnArrival();
    }

    private static Receipt receipt(OrderState state) {
        return Objects.requireNonNull(state.receipt());
    }

    /**
     * @param known until when a number takes money that was given out before; it lives on whatever
     *     becomes of another attempt
     */
    private static Created told(PaymentProgress news, @Nullable Instant known) {
        return switch (news) {
            case SessionOpened(var sequence) ->
                    new Created(PENDING, new Heard(sequence, null).payableUntil(known));
            case InstructionsIssued(var sequence, var instructions, var method) ->
                    new Created(
                            AWAITING_TRANSFER,
                            new Heard(sequence, instructions, method).payableUntil(known));
            case PaymentFailed(var sequence, var method) ->
                    new Created(FAILED, new Heard(sequence, null, method).payableUntil(known));
        };
    }

    private record Step(OrderState from, OrderFact fact) {}
}
