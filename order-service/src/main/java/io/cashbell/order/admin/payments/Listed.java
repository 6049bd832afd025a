package io.cashbell.order.admin.payments;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of the payment service. It may be short, even empty, and yet have a next one.
 *
 * @param nextCursor where to go on; null at the end
 */
public record Listed<T>(List<T> items, @Nullable String nextCursor) {
    public Listed {
        items = List.copyOf(Objects.requireNonNullElse(items, List.of()));
    }
}
