package io.cashbell.payment;

/** One line of the order, as the gateway's page and the administrator's mail show it. */
public record OrderedItem(String name, int quantity, Money lineTotal) {

    public OrderedItem {
        if (quantity < 1) {
            throw new IllegalArgumentException("a line has at least one piece");
        }
    }
}
