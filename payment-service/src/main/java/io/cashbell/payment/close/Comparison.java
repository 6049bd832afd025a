package io.cashbell.payment.close;

import java.util.List;
import java.util.stream.Stream;

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

    /**
     * The same with what asking led to, and with the refunds that differ: those are found beside
     * the payments, and in no total.
     *
     * @param most differences are kept
     */
    Comparison with(List<Difference> settled, List<Difference> refunds, int most) {
        return new Comparison(
                totals,
                Stream.concat(settled.stream(), refunds.stream()).limit(most).toList(),
                found + refunds.size());
    }
}
