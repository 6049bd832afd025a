package io.cashbell.order;

import java.time.Instant;

/**
 * A fact as an order hears of it: when it happened, and from whom.
 *
 * @param at when it happened, in milliseconds at the finest
 */
public record OrderNews(OrderFact fact, Instant at, Source source) {

    /** Who says so. */
    public sealed interface Source {
        String actor();

        /**
         * Another service.
         *
         * @param eventId of the event that told it
         */
        record Event(String eventId) implements Source {
            @Override
            public String actor() {
                return TimelineEntry.PAYMENT_SERVICE;
            }
        }

        /**
         * The owner, or who acts for them.
         *
         * @param actor who it was
         * @param id names the command: what has the same name is obeyed once
         * @param request digest of what is commanded
         */
        record Command(String actor, String id, Digest request) implements Source {}
    }

    /** The line it makes in the timeline of the order it led to, if it is not told otherwise. */
    TimelineEntry entry(Order before, Order after, boolean concern) {
        return new TimelineEntry(
                at,
                source.actor(),
                concern && fact instanceof OrderFact.PaymentConfirmed
                        ? Happening.PAYMENT_DISPUTED
                        : what(),
                concern ? after.concerns().getLast() : text(after),
                source instanceof Source.Command(_, var id, var request)
                        ? new TimelineEntry.Obeyed(
                                id,
                                request,
                                TimelineEntry.Standing.of(before),
                                TimelineEntry.Standing.of(after))
                        : null);
    }

    private Happening what() {
        return switch (fact) {
            case OrderFact.SessionOpened _ -> Happening.SESSION_OPENED;
            case OrderFact.PaymentConfirmed _ -> Happening.PAYMENT_CONFIRMED;
            case OrderFact.InstructionsIssued _ -> Happening.INSTRUCTIONS_ISSUED;
            case OrderFact.PaymentFailed _ -> Happening.PAYMENT_FAILED;
            case OrderFact.PaymentRefunded _, OrderFact.SurplusReturned _ ->
                    Happening.PAYMENT_REFUNDED;
            case OrderFact.RefundFailed _ -> Happening.REFUND_FAILED;
            case OrderFact.PaymentDisputed _ -> Happening.PAYMENT_DISPUTED;
            case OrderFact.GoodsShipped _ -> Happening.SHIPPED;
            case OrderFact.MoneyCollected _ -> Happening.COLLECTED;
            case OrderFact.OrderCancelled _ -> Happening.CANCELLED;
            case OrderFact.RefundRequested _ -> Happening.REFUND_REQUESTED;
            case OrderFact.Noted _ -> Happening.NOTED;
            case OrderFact.DeadlinePassed _ -> Happening.PAYMENT_EXPIRED;
        };
    }

    private String text(Order after) {
        return switch (fact) {
            case OrderFact.GoodsShipped(var shipment) ->
                    (shipment.carrier() + " " + shipment.trackingNumber()).strip();
            case OrderFact.MoneyCollected _ -> after.total().toString();
            case OrderFact.PaymentRefunded refund -> refund.amount().toString();
            case OrderFact.SurplusReturned(var amount) -> amount + " that no order counts";
            case OrderFact.OrderCancelled(var reason, _) -> reason;
            case OrderFact.RefundRequested wish -> wish.reason();
            case OrderFact.RefundFailed failed -> failed.reason();
            case OrderFact.PaymentDisputed(var reason) -> reason;
            case OrderFact.Noted(var text) -> text;
            case OrderFact.PaymentProgress _,
                    OrderFact.PaymentConfirmed _,
                    OrderFact.DeadlinePassed _ ->
                    "";
        };
    }

    /**
     * Told by the order itself, or by the payment service's attempts: it takes no room, so that an
     * ordinary order stays within one write unit.
     */
    boolean isToldByTheOrder(boolean concern) {
        return !concern
                && (fact instanceof OrderFact.PaymentConfirmed
                        || fact instanceof OrderFact.SessionOpened);
    }
}
