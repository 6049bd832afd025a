package io.cashbell.order;

import io.cashbell.order.Refund.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What went back of the money of an order, and what is on its way back.
 *
 * @param received what came in
 * @param kept what the shop still has, as the payment service said last; what is on its way back is
 *     part of it
 * @param all oldest first, failed ones too; {@value #MOST} at most that the owner asked for
 */
public record Refunds(Money received, Money kept, List<Refund> all) {
    /** No order needs more, and each takes room on it. */
    public static final int MOST = 20;

    public Refunds {
        all = List.copyOf(all);
        if (received.isLessThan(kept)) {
            throw new IllegalArgumentException("More is kept than came in");
        }
    }

    public static Refunds none(Money received) {
        return new Refunds(received, received, List.of());
    }

    /** What may still be given back: neither gone nor on its way. */
    public Money left() {
        Money underWay =
                all.stream()
                        .filter(refund -> refund.standing() == Standing.REQUESTED)
                        .map(Refund::amount)
                        .reduce(Money.zero(received.currency()), Money::plus);
        // A refund that overtook another one counts for both until the other one is heard of.
        return kept.isLessThan(underWay) ? Money.zero(received.currency()) : kept.minus(underWay);
    }

    public PaymentStatus payment() {
        if (kept.isZero()) {
            return PaymentStatus.REFUNDED;
        }
        if (all.stream().anyMatch(refund -> refund.standing() == Standing.REQUESTED)) {
            return PaymentStatus.REFUND_PENDING;
        }
        return kept.equals(received) ? PaymentStatus.CONFIRMED : PaymentStatus.PARTIALLY_REFUNDED;
    }

    public Optional<Refund> find(String id) {
        return all.stream().filter(refund -> refund.id().equals(id)).findFirst();
    }

    boolean allow(Money amount) {
        return all.size() < MOST
                && amount.currency() == received.currency()
                && !amount.isZero()
                && !left().isLessThan(amount);
    }

    /** One that the payment service has to carry out. */
    Refunds asked(String id, Money amount, String reason, Instant at) {
        return with(new Refund(id, amount, reason, at, Standing.REQUESTED), kept);
    }

    /** One that the owner carried out by hand, where no gateway has the money. */
    Refunds byHand(String id, Money amount, String reason, Instant at) {
        return with(new Refund(id, amount, reason, at, Standing.DONE), kept.minus(amount));
    }

    /** The gateway gave it back. Copies, and news in any order, end the same. */
    Refunds done(OrderFact.PaymentRefunded news) {
        Money lower = news.remaining().isLessThan(kept) ? news.remaining() : kept;
        return find(news.refundId())
                .map(known -> with(known.standing(Standing.DONE), lower))
                .orElseGet(
                        () ->
                                with(
                                        new Refund(
                                                news.refundId(),
                                                news.amount(),
                                                "",
                                                news.at(),
                                                Standing.DONE),
                                        lower));
    }

    /** The gateway would not. That it did is the stronger news, whichever comes first. */
    Refunds failed(String id) {
        return find(id).filter(known -> known.standing() == Standing.REQUESTED)
                .map(known -> with(known.standing(Standing.FAILED), kept))
                .orElse(this);
    }

    private Refunds with(Refund refund, Money nextKept) {
        List<Refund> next = new ArrayList<>(all);
        next.removeIf(known -> known.id().equals(refund.id()));
        int before = 0;
        while (before < all.size() && !all.get(before).id().equals(refund.id())) {
            before++;
        }
        next.add(Math.min(before, next.size()), refund);
        return new Refunds(received, nextKept, next);
    }
}
