package io.cashbell.order.shopkeeping;

import io.cashbell.order.catalog.Stock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalog as its owner changes it, and the story of its changes. */
public interface KeptShop {
    /** As it was last written; empty while there is none. */
    Optional<Version> latest();

    /** What is for sale of these products, as it was last written; none where it is not counted. */
    Map<String, Stock> stock(Collection<String> productIds);

    /**
     * Writes the catalog, the record of its change and the answer to the command, all or none.
     *
     * @param before what was read; if anybody wrote since, nothing is written
     * @param stock written with them, unless an order was faster; null where it stays
     * @param answered null for a command without a key
     */
    Outcome write(
            Version before,
            String document,
            ShopChange change,
            @Nullable StockWrite stock,
            @Nullable AnsweredCommand answered);

    /** The answer that was given to a command of that name. */
    Optional<AnsweredCommand> answered(String name);

    /**
     * Keeps the answer to a command that changed nothing.
     *
     * @param answered null for a command without a key: nothing is kept
     * @return never that it was overtaken
     */
    Outcome remember(@Nullable AnsweredCommand answered);

    /**
     * What was changed of the catalog and of who may enter the console, newest first.
     *
     * @param after where the page before ended; empty for the first
     * @param limit so many at most, 1–100
     * @throws IllegalArgumentException if no page ever ended there
     */
    Page changes(Optional<String> after, int limit);

    /**
     * @param number counts the writes
     * @param lastChange id of the change that made it; empty for one that nobody changed yet
     */
    record Version(String document, long number, String lastChange) {}

    /** What became of a change. */
    enum Outcome {
        WRITTEN,
        /** Somebody else wrote first: read again. */
        OVERTAKEN,
        /** A command of the same name was answered. */
        ANSWERED_BEFORE
    }

    /**
     * @param next where this page ended; empty if it is the last
     */
    record Page(List<ShopChange> changes, Optional<String> next) {
        public Page {
            changes = List.copyOf(changes);
        }
    }
}
