package io.cashbell.payment.close;

import java.util.List;

/**
 * Both records of one day laid beside each other.
 *
 * @param totals of every heap that is not empty, by currency and method
 * @param differences the first ones found; {@code found} says how many there are
 */
public record Comparison(List<HeapTotal> totals, List<Difference> differences, long found) {

    public Comparison {
        totals = List.copyOf(totals);
        differences = List.copyOf(differences);
    }

    /** The same comparison with these words to its differences. */
    Comparison with(List<Difference> settled) {
        return new Comparison(totals, settled, found);
    }
}
