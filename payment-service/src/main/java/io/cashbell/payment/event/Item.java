package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.payment.OrderedItem;

/** One line of an order, as the events on both sides carry it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Item(String name, int quantity, Amount lineTotal) {

    public static Item of(OrderedItem item) {
        return new Item(item.name(), item.quantity(), Amount.of(item.lineTotal()));
    }

    public OrderedItem toOrderedItem() {
        return new OrderedItem(name, quantity, lineTotal.toMoney());
    }
}
