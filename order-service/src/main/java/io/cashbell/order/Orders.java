package io.cashbell.order;

import java.util.Map;
import java.util.Optional;

/** All orders, wherever they are kept. */
public interface Orders {
    /**
     * Keeps a new order, takes what it reserves off what is for sale, and tells the world, in one
     * step. An order of the same id is left as it is.
     */
    Placement place(Order order);

    /** The order as it was last written. */
    Optional<Order> find(OrderId id);

    /** The order as it was a moment ago, at half the price. */
    Optional<Order> glance(OrderId id);

    /**
     * Lets an order hear news and tells the world what it leads to, in one step: whoever changes it
     * at the same time, no fact is lost. May be repeated; a command is obeyed once.
     *
     * @throws UnknownOrderException if there is no such order
     * @throws IllegalTransitionException if the fact cannot be true of it now
     */
    Change hear(OrderId id, OrderNews news);

    /** What became of a new order. */
    sealed interface Placement {
        /** It is kept. */
        record Placed(Order order) implements Placement {}

        /** An order of that id was there before, and may have gone on since. */
        record AlreadyThere(Order order) implements Placement {}

        /**
         * Nothing is kept: there are fewer units for sale than it reserves.
         *
         * @param left of each product that falls short
         */
        record OutOfStock(Map<String, Long> left) implements Placement {
            public OutOfStock {
                left = Map.copyOf(left);
            }
        }
    }

    /** What news did to an order. */
    sealed interface Change {
        Order order();

        /** What is known before anything is decided: the order obeyed that command already. */
        static Optional<Change> before(Order order, OrderNews news) {
            if (!(news.source() instanceof OrderNews.Source.Command(_, var id, var request))) {
                return Optional.empty();
            }
            return order.timeline()
                    .find(id)
                    .map(
                            entry ->
                                    entry.command() != null
                                                    && entry.command().request().isSame(request)
                                            ? new Repeated(order, entry)
                                            : new NameTaken(order));
        }

        /**
         * The order is different now.
         *
         * @param needsAttention what is new is a concern: a person has to look at it
         */
        record Changed(Order order, boolean needsAttention) implements Change {}

        /** The order knew. */
        record Unchanged(Order order) implements Change {}

        /** The order obeyed this very command before; it may have gone on since. */
        record Repeated(Order order, TimelineEntry entry) implements Change {}

        /** The order obeyed another command of that name. */
        record NameTaken(Order order) implements Change {}
    }
}
