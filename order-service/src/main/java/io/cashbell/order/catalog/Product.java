package io.cashbell.order.catalog;

import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import java.util.Map;
import java.util.Optional;

/**
 * Something the shop sells.
 *
 * @param name by language tag
 * @param active shown in the shop
 * @param available can be ordered now
 */
public record Product(
        String id,
        Map<String, String> name,
        Map<Currency, Money> unitPrice,
        boolean active,
        boolean available) {

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
}
