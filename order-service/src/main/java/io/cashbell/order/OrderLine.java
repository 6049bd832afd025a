package io.cashbell.order;

/**
 * So many of one product, at the price of the moment it was ordered.
 *
 * @param name of the product in the buyer's language, as it was shown
 */
public record OrderLine(String productId, String name, int quantity, Money unitPrice) {
    public static final int MAX_QUANTITY = 99;

    public OrderLine {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("Quantity is 1 to " + MAX_QUANTITY);
        }
    }

    public Money total() {
        return unitPrice.times(quantity);
    }
}
