package io.cashbell.order.checkout;

import io.cashbell.order.Address;
import io.cashbell.order.Buyer;
import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.ShopLocale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer asks for, complete and well formed; whether the shop has it is another question.
 *
 * @param items each product once
 * @param expectedTotal what the buyer was shown; null if the frontend does not say
 */
record Wish(
        List<Item> items,
        Currency currency,
        Buyer buyer,
        Address shipTo,
        PaymentMethod method,
        ShopLocale locale,
        @Nullable Money expectedTotal) {

    Wish {
        items = List.copyOf(items);
    }

    /**
     * So many of one product.
     *
     * @param pointer where the request names it
     */
    record Item(String productId, int quantity, String pointer) {}
}
