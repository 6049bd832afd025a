package io.cashbell.order;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer ordered, at the prices of that moment, and what became of it.
 *
 * @param total what the buyer pays; the sum of the lines
 * @param method what the buyer chose with the order; see {@link #paidBy()} for the way that was
 *     taken since
 * @param accessTokenHash of the token that lets its holder see and pay the order
 * @param requestDigest of the request that placed it; tells a repeat from another order
 * @param payBy until when the buyer may pay; null where the money is collected on arrival
 * @param concerns what a person has to look at, oldest first
 * @param timeline what happened to it, and who did it
 * @param reservation what it keeps from being sold to others
 * @param version counts the changes; grows with each
 */
public record Order(
        OrderId id,
        List<OrderLine> lines,
        Money total,
        PaymentMethod method,
        ShopLocale locale,
        Buyer buyer,
        Address shipTo,
        Digest accessTokenHash,
        Digest requestDigest,
        Instant placedAt,
        @Nullable Instant payBy,
        OrderState state,
        List<String> concerns,
        Timeline timeline,
        Reservation reservation,
        long version) {
    /** More than these say nothing new. */
    private static final int MAX_CONCERNS = 10;

    public Order {
        lines = List.copyOf(lines);
        concerns = List.copyOf(concerns);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("An order has a line at least");
        }
        if (!sum(lines).equals(total)) {
            throw new IllegalArgumentException("The total is not the sum of the lines");
        }
    }

    /**
     * @throws ArithmeticException if it is more than can be counted
     */
    public static Money sum(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
    }

    /**
     * The order after news, with their line in the timeline; this order where they say nothing new.
     *
     * @throws IllegalTransitionException see {@link OrderTransitions#next}; also if there is no
     *     room for another note
     */
    public Order after(OrderNews news) {
        return told(news, after(news.fact()));
    }

    /**
     * The order after news that bring it back when its units are sold to others: it moves all the
     * same, for its money is here, and a person has to see it.
     */
    public Order afterSoldOut(OrderNews news) {
        Order next = after(news.fact());
        return told(
                news,
                next.with(next.state, next.concerns, next.timeline, Reservation.NONE, version)
                        .withConcern("paid late, sold out since: " + reservation.products()));
    }

    private Order told(OrderNews news, Order next) {
        boolean onlyTold =
                news.fact() instanceof OrderFact.Noted
                        || news.fact() instanceof OrderFact.SurplusReturned;
        if (next.equals(this) && !onlyTold) {
            return this;
        }
        boolean concern = next.concerns.size() > concerns.size();
        TimelineEntry entry = news.entry(this, next, concern);
        return news.isToldByTheOrder(concern) || timeline.entries().contains(entry)
                ? next
                : next.with(timeline.with(entry));
    }

    /** Whether a fact can become true of the order as it stands, and would change it. */
    public boolean allows(OrderFact fact) {
        try {
            return !after(fact).equals(this);
        } catch (IllegalTransitionException refused) {
            return false;
        }
    }

    /**
     * The order after a fact; this order where the fact says nothing new. A payment that is not the
     * one we wait for does not pay the order: it is kept as a concern.
     *
     * @throws IllegalTransitionException see {@link OrderTransitions#next}
     */
    public Order after(OrderFact fact) {
        return switch (fact) {
            case OrderFact.PaymentConfirmed paid when !isWaitedFor(paid) ->
                    withConcern(
                            "confirmed payment %s of %s by %s is not the one of this order"
                                    .formatted(
                                            paid.receipt().paymentId(),
                                            paid.amount(),
                                            paid.method().code()));
            case OrderFact.PaymentConfirmed paid when isSecond(paid.receipt()) ->
                    withConcern("second payment " + paid.receipt().paymentId());
            case OrderFact.PaymentConfirmed(var by, var amount, var receipt) when by != method ->
                    in(
                            OrderTransitions.next(
                                    state,
                                    new OrderFact.PaymentConfirmed(by, amount, receipt.by(by))));
            case OrderFact.PaymentDisputed(var reason) -> withConcern("disputed: " + reason);
            case OrderFact.RefundFailed failed ->
                    in(OrderTransitions.next(state, failed)).withConcern(words(failed));
            case OrderFact.RefundRequested(var id, var amount, var reason, var at)
                    when amount == null && state.receipt() != null ->
                    in(
                            OrderTransitions.next(
                                    state,
                                    new OrderFact.RefundRequested(
                                            id, state.receipt().refunds().left(), reason, at)));
            case OrderFact.MoneyCollected(var amount, var at) -> collected(fact, amount, at);
            case OrderFact.Noted _ when !timeline.hasRoomForNotes() ->
                    throw new IllegalTransitionException(
                            state, fact, RefusalReason.TOO_MANY_NOTES.with(Timeline.MOST_NOTES));
            default -> in(OrderTransitions.next(state, fact));
        };
    }

    /** What there is to collect is what the order costs, never more or less. */
    private Order collected(OrderFact fact, @Nullable Money amount, Instant at) {
        OrderState next = OrderTransitions.next(state, new OrderFact.MoneyCollected(total, at));
        if (amount != null && !amount.equals(total)) {
            throw new IllegalTransitionException(
                    state, fact, RefusalReason.OTHER_AMOUNT.with(total, amount));
        }
        return in(next);
    }

    private String words(OrderFact.RefundFailed failed) {
        Receipt receipt = state.receipt();
        return (receipt == null
                                ? Optional.<Refund>empty()
                                : receipt.refunds().find(failed.refundId()))
                        .map(refund -> "refund of " + refund.amount() + " failed: ")
                        .orElse("refund failed: ")
                + failed.reason();
    }

    /** The whole story, oldest first. */
    public List<TimelineEntry> story() {
        return Timeline.of(this);
    }

    /** Nothing more will happen to it. */
    public boolean isOver() {
        return switch (state) {
            case OrderState.Cancelled cancelled -> !isMoneyMoving(cancelled.payment());
            case OrderState.Paid paid ->
                    paid.shipment() != null && paid.payment() != PaymentStatus.REFUND_PENDING;
            case OrderState.Refunded _, OrderState.Expired _ -> true;
            case OrderState.Created _, OrderState.Shipped _ -> false;
        };
    }

    /**
     * The way to pay that the latest news tells of: how it was paid, once it is; what the buyer
     * tried last, as far as we heard; else what was chosen with the order.
     */
    public PaymentMethod paidBy() {
        Receipt receipt = state.receipt();
        PaymentMethod other =
                receipt != null
                        ? receipt.otherMethod()
                        : state instanceof OrderState.Created(_, var heard) ? heard.method() : null;
        return Objects.requireNonNullElse(other, method);
    }

    /**
     * Until when the buyer may pay; null where the money is collected on arrival. A number to pay
     * with that lives longer than the order was to keeps it open, also beside a later one.
     */
    public @Nullable Instant payableUntil() {
        Instant given =
                state instanceof OrderState.Created(_, var heard) ? heard.payableUntil() : null;
        return payBy != null && given != null && given.isAfter(payBy) ? given : payBy;
    }

    /** The buyer may go to the gateway's page, for the first time or again. */
    public boolean isPayable(Instant now) {
        Instant until = payableUntil();
        return state instanceof OrderState.Created(var payment, _)
                && payment != PaymentStatus.DUE_ON_ARRIVAL
                && until != null
                && now.isBefore(until);
    }

    /** What came in for an order that was called off goes back sooner or later. */
    private static boolean isMoneyMoving(PaymentStatus payment) {
        return payment == PaymentStatus.CONFIRMED || payment == PaymentStatus.REFUND_PENDING;
    }

    private boolean isWaitedFor(OrderFact.PaymentConfirmed paid) {
        return paid.amount().equals(total) && !paid.method().isOnArrival() && !method.isOnArrival();
    }

    private boolean isSecond(Receipt receipt) {
        Receipt known = state.receipt();
        return known != null && !Objects.equals(known.paymentId(), receipt.paymentId());
    }

    private Order withConcern(String concern) {
        if (concerns.contains(concern) || concerns.size() >= MAX_CONCERNS) {
            return this;
        }
        return with(
                state,
                Stream.concat(concerns.stream(), Stream.of(concern)).toList(),
                timeline,
                reservation,
                version);
    }

    private Order in(OrderState next) {
        return next.equals(state)
                ? this
                : with(next, concerns, timeline, reservation.in(next), version);
    }

    private Order with(Timeline next) {
        return with(state, concerns, next, reservation, version);
    }

    /** The same order, keeping that from others. */
    public Order reserving(Reservation kept) {
        return with(state, concerns, timeline, kept, version);
    }

    /** The same order as it is numbered once it is written. */
    public Order atVersion(long written) {
        return with(state, concerns, timeline, reservation, written);
    }

    private Order with(
            OrderState next,
            List<String> nextConcerns,
            Timeline nextTimeline,
            Reservation nextReservation,
            long nextVersion) {
        return new Order(
                id,
                lines,
                total,
                method,
                locale,
                buyer,
                shipTo,
                accessTokenHash,
                requestDigest,
                placedAt,
                payBy,
                next,
                nextConcerns,
                nextTimeline,
                nextReservation,
                nextVersion);
    }

    @Override
    public String toString() {
        return "Order[" + id + " " + state.status().text() + " " + state.payment().text() + "]";
    }
}
