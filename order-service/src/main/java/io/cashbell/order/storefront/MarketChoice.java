package io.cashbell.order.storefront;

import io.cashbell.order.Currency;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One of the markets that a page lets its reader choose from.
 *
 * @param country as ISO 3166 writes it
 * @param isOpen whether anything can be paid there
 * @param isChosen whether the page shows its prices
 */
public record MarketChoice(String country, boolean isOpen, boolean isChosen) {

    static List<MarketChoice> all(Market chosen, Set<Currency> payable) {
        return Arrays.stream(Market.values())
                .map(
                        market ->
                                new MarketChoice(
                                        market.country(), market.isOpen(payable), market == chosen))
                .toList();
    }
}
