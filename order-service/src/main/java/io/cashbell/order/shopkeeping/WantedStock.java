package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.catalog.Catalogs;
import io.cashbell.order.catalog.Stock;
import io.cashbell.order.problem.ProblemTypes;
import io.cashbell.web.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Another number of units of a product. It is written on condition that the number is the one that
 * it was made from: no order that came in between is lost.
 *
 * @param stock reads what is for sale now
 * @param next from what is for sale to what shall be; null stands for "not counted"
 */
record WantedStock(String productId, Function<String, Optional<Stock>> stock, Next next)
        implements Wanted {

    /** What shall be for sale, of what is. */
    @FunctionalInterface
    interface Next {
        /**
         * @throws ProblemException if that cannot be
         */
        @Nullable Long of(@Nullable Long available);
    }

    /** That number, or none. */
    static Next set(@Nullable Long available) {
        return _ -> available;
    }

    /** So many more, or fewer. */
    static Next adjusted(long by) {
        return available -> {
            if (available == null) {
                throw ProblemTypes.STOCK_REFUSED.because(
                        "The units of this product are not counted; set their number first.");
            }
            long next = available + by;
            if (next < 0 || next > StockRequest.MOST) {
                throw ProblemTypes.STOCK_REFUSED.because(
                        "There are " + available + "; it must be 0 to " + StockRequest.MOST + ".",
                        Map.of("available", available));
            }
            return next;
        };
    }

    @Override
    public Effect on(ShopDocument document, Optional<EntityTags> expected) {
        ObjectNode product = document.product(productId).orElseThrow(Wanted::noProduct).deepCopy();
        Stock now = product.has(Catalogs.COUNT) ? stock.apply(productId).orElse(null) : null;
        Long from = now == null ? null : now.available();
        ObjectNode before = view(from);
        if (expected.isPresent() && !expected.get().match(before)) {
            throw overtaken(from);
        }
        Long to = next.of(from);
        String count = now == null ? EventIds.next() : now.count();
        if (to == null) {
            product.remove(Catalogs.COUNT);
        } else {
            product.put(Catalogs.COUNT, count);
        }
        document.replace(product);
        return new Effect(
                ShopChange.Kind.STOCK_CHANGED,
                productId,
                before,
                view(to),
                new StockWrite(productId, count, from, to));
    }

    static ObjectNode view(@Nullable Long available) {
        return JsonNodeFactory.instance.objectNode().put("available", available);
    }

    private static ProblemException overtaken(@Nullable Long available) {
        return available == null
                ? ProblemTypes.OVERTAKEN.because("It is not counted by now: read it again.")
                : ProblemTypes.OVERTAKEN.because(
                        "There are " + available + " by now: read it again.",
                        Map.of("available", available));
    }
}
