package io.cashbell.order.catalog;

import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something the shop sells.
 *
 * @param name by language tag
 * @param active shown in the shop
 * @param available can be ordered now, as far as the owner says
 * @param count which counting of its units orders take theirs from; null if they are not counted
 * @param left units for sale a moment ago; null if nobody counted
 */
public record Product(
        String id,
        Map<String, String> name,
        Map<Currency, Money> unitPrice,
        boolean active,
        boolean available,
        @Nullable String count,
        @Nullable Long left) {

    public Product {
        name = Map.copyOf(name);
        unitPrice = Map.copyOf(unitPrice);
    }

    /** Empty where it is not sold in that currency. */
    public Optional<Money> priceIn(Currency currency) {
        return Optional.ofNullable(unitPrice.get(currency));
    }

    public boolean canBeOrdered() {
        return active && available;
    }

    /** The last of its units was just sold: no need to ask the table. */
    public boolean isSoldOut() {
        return left != null && left == 0;
    }
}
