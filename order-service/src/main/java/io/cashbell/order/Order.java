package io.cashbell.order;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer ordered, at the prices of that moment, and what became of it.
 *
 * @param total what the buyer pays; the sum of the lines
 * @param accessTokenHash of the token that lets its holder see and pay the order
 * @param requestDigest of the request that placed it; tells a repeat from another order
 * @param payBy until when the buyer may pay; null where the money is collected on arrival
 * @param concerns what a person has to look at, oldest first
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
            case OrderFact.PaymentDisputed(var reason) -> withConcern("disputed: " + reason);
            case OrderFact.RefundFailed(var reason) -> withConcern("refund failed: " + reason);
            default -> in(OrderTransitions.next(state, fact));
        };
    }

    /** Nothing more will happen to it. */
    public boolean isOver() {
        return switch (state) {
            case OrderState.Cancelled cancelled -> cancelled.payment() != PaymentStatus.CONFIRMED;
            case OrderState.Paid paid -> paid.shipment() != null;
            case OrderState.Refunded _, OrderState.Expired _ -> true;
            case OrderState.Created _, OrderState.Shipped _ -> false;
        };
    }

    /** The buyer may go to the gateway's page, for the first time or again. */
    public boolean isPayable(Instant now) {
        return state instanceof OrderState.Created(var payment, _)
                && payment != PaymentStatus.DUE_ON_ARRIVAL
                && payBy != null
                && now.isBefore(payBy);
    }

    private boolean isWaitedFor(OrderFact.PaymentConfirmed paid) {
        return paid.amount().equals(total) && paid.method() == method && !method.isOnArrival();
    }

    private boolean isSecond(Receipt receipt) {
        Receipt known = state.receipt();
        return known != null && !Objects.equals(known.paymentId(), receipt.paymentId());
    }

    private Order withConcern(String concern) {
        if (concerns.contains(concern) || concerns.size() >= MAX_CONCERNS) {
            return this;
        }
        return with(state, Stream.concat(concerns.stream(), Stream.of(concern)).toList());
    }

    private Order in(OrderState next) {
        return next.equals(state) ? this : with(next, concerns);
    }

    private Order with(OrderState next, List<String> nextConcerns) {
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
                version);
    }

    @Override
    public String toString() {
        return "Order[" + id + " " + state.status().text() + " " + state.payment().text() + "]";
    }
}
