package io.cashbell.order.admin.today;

import io.cashbell.order.Order;
import io.cashbell.order.OrderStatus;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Orders gone through for what they add up to. Each walk is bounded, reads by index, and may be a
 * moment behind what was written; orders are handed over one at a time, in no particular order.
 */
public interface OrderWalks {
    /**
     * Orders that wait for something, however old: not paid, or paid and not sent.
     *
     * @param most the newest so many, roughly
     * @return whether these were all
     */
    boolean open(int most, Consumer<Order> each);

    /**
     * Orders that wait for nothing in the shop: sent, called off, expired, given back.
     *
     * @param from placed then or later
     * @param most of each of these kinds the newest so many, roughly
     * @return whether these were all
     */
    boolean closed(Instant from, int most, Consumer<Order> each);

    /** How many of those that wait for nothing have a status; costs no read of an order. */
    Count closed(OrderStatus status, int most);

    /**
     * @param number counted
     * @param more whether there are more than that
     */
    record Count(long number, boolean more) {
        Count plus(Count other) {
            return new Count(number + other.number, more || other.more);
        }

        /**
         * {@code 12}; {@code 999+} where it is more than {@code longest} or not counted to the end.
         */
        public String text(long longest) {
            return number > longest ? longest + "+" : more ? number + "+" : Long.toString(number);
        }
    }
}
