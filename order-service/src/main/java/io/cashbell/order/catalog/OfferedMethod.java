package io.cashbell.order.catalog;

import io.cashbell.order.Money;
import io.cashbell.order.PaymentMethod;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way to pay that the shop offers, and its terms.
 *
 * @param min the least it takes, in the one currency it takes
 * @param max the most it takes
 * @param deadline how long the buyer may take; null where the money is collected on arrival
 */
public record OfferedMethod(PaymentMethod method, Money min, Money max, @Nullable PayBy deadline) {
    public OfferedMethod {
        if (max.isLessThan(min)) {
            throw new IllegalArgumentException(method.code() + " takes nothing");
        }
    }

    public boolean takes(Money amount) {
        return !amount.isLessThan(min) && !max.isLessThan(amount);
    }

    /** Until when an order that is placed then can be paid; empty where it is paid on arrival. */
    public Optional<Instant> payBy(Instant placedAt) {
        return Optional.ofNullable(deadline).map(known -> known.after(placedAt));
    }
}
