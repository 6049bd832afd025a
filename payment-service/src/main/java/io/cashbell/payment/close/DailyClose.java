package io.cashbell.payment.close;

import static io.cashbell.payment.close.Difference.AMOUNT;
import static io.cashbell.payment.close.Difference.LISTED_TWICE;
import static io.cashbell.payment.close.Difference.NOT_HERE;
import static io.cashbell.payment.close.Difference.NOT_THERE;
import static io.cashbell.payment.close.Difference.REFERENCE;
import static io.cashbell.payment.close.Difference.STATE;

import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.close.HeapTotal.Sum;
import io.cashbell.payment.gateway.StatementLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares our books of a day with the gateway's record of it. First every entry of ours, in any
 * order, then every line of theirs, in any order, then {@link #end()}.
 *
 * <p>Holds our entries, some two hundred bytes each, and of theirs what differs: a record of any
 * length goes by as a stream. For one use, by one thread.
 */
final class DailyClose {

    private static final String UNKNOWN = "unknown";

    /** Of our books, and whether the gateway's record has it too. */
    private static final class Held {
        final BookEntry entry;
        boolean seen;

        Held(BookEntry entry) {
            this.entry = entry;
        }
    }

    private record Key(Heap heap, String currency, String method) {}

    private record Sums(Sum here, Sum there) {}

    private final int mostKept;
    private final Map<String, Held> books = new HashMap<>();
    private final Map<Key, Sums> totals = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private long found;

    /**
     * @param mostKept how many differences are kept; all are counted
     */
    DailyClose(int mostKept) {
        this.mostKept = mostKept;
    }

    void here(BookEntry entry) {
        Held known = books.putIfAbsent(key(entry.attempt().value()), new Held(entry));
        if (known != null) {
            throw new IllegalStateException("the books have attempt " + entry.attempt() + " twice");
        }
    }

    void there(StatementLine line) {
        Held held = books.get(key(line.attempt()));
        if (held == null) {
            // What was not paid and is not paid by our books is nobody's money.
            if (line.paid()) {
                post(Heap.PAID_THERE, NOT_HERE, null, line);
            }
            return;
        }
        if (held.seen) {
            if (line.paid()) {
                post(Heap.DIFFERENT, LISTED_TWICE, null, line);
            }
            return;
        }
        held.seen = true;
        Optional<String> what = difference(held.entry, line);
        if (what.isEmpty()) {
            add(Heap.EQUAL, held.entry, line);
        } else {
            post(Heap.DIFFERENT, what.get(), held.entry, line);
        }
    }

    /** The entry of our books with that number of ours, as either side spells it. */
    Optional<BookEntry> entry(String attempt) {
        return Optional.ofNullable(books.get(key(attempt))).map(held -> held.entry);
    }

    /** What is left of our books is not in their record. */
    Comparison end() {
        for (Held held : books.values()) {
            if (!held.seen) {
                post(Heap.PAID_HERE, NOT_THERE, held.entry, null);
            }
        }
        return new Comparison(
                totals.entrySet().stream()
                        .map(
                                total ->
                                        new HeapTotal(
                                                total.getKey().heap(),
                                                total.getKey().currency(),
                                                total.getKey().method(),
                                                total.getValue().here(),
                                                total.getValue().there()))
                        .sorted(
                                Comparator.comparing(HeapTotal::heap)
                                        .thenComparing(HeapTotal::currency)
                                        .thenComparing(HeapTotal::method))
                        .toList(),
                differences,
                found);
    }

    private static Optional<String> difference(BookEntry entry, StatementLine line) {
        if (!line.paid()) {
            return Optional.of(STATE);
        }
        if (!entry.amount().equals(line.amount())) {
            return Optional.of(AMOUNT);
        }
        GatewayReference reference = line.reference();
        return reference != null && entry.reference().isSame(reference)
                ? Optional.empty()
                : Optional.of(REFERENCE);
    }

    private void post(
            Heap heap, String what, @Nullable BookEntry entry, @Nullable StatementLine line) {
        add(heap, entry, line);
        found++;
        if (differences.size() < mostKept) {
            differences.add(difference(heap, what, entry, line));
        }
    }

    private static Difference difference(
            Heap heap, String what, @Nullable BookEntry entry, @Nullable StatementLine line) {
        String attempt =
                entry != null ? entry.attempt().value() : line == null ? "" : line.attempt();
        String order =
                entry != null
                        ? entry.orderId().value()
                        : line == null || line.orderId() == null ? null : line.orderId().value();
        PaymentMethod method = entry != null ? entry.method() : line == null ? null : line.method();
        GatewayReference theirs = line == null ? null : line.reference();
        return new Difference(
                heap,
                what,
                attempt,
                order,
                method == null ? null : method.code(),
                entry == null ? null : entry.amount(),
                line == null ? null : line.amount(),
                entry == null ? null : entry.reference().value(),
                theirs == null ? null : theirs.value(),
                line == null ? null : line.standing(),
                null);
    }

    /** Each side under its own currency, so that no unit is counted as another. */
    private void add(Heap heap, @Nullable BookEntry entry, @Nullable StatementLine line) {
        String method = method(entry, line);
        if (entry != null) {
            merge(heap, entry.amount(), method, true);
        }
        // Money that the gateway did not take is in no sum of its own.
        if (line != null && line.paid()) {
            merge(heap, line.amount(), method, false);
        }
    }

    private void merge(Heap heap, Money amount, String method, boolean here) {
        Key key = new Key(heap, amount.currency().getCurrencyCode(), method);
        Sums before = totals.getOrDefault(key, new Sums(Sum.NONE, Sum.NONE));
        totals.put(
                key,
                here
                        ? new Sums(before.here().plus(amount.minorUnits()), before.there())
                        : new Sums(before.here(), before.there().plus(amount.minorUnits())));
    }

    private static String method(@Nullable BookEntry entry, @Nullable StatementLine line) {
        if (entry != null) {
            return entry.method().code();
        }
        return line == null || line.method() == null ? UNKNOWN : line.method().code();
    }

    /** Whether a gateway tells letter cases apart is nowhere said; our numbers have one. */
    private static String key(String attempt) {
        return attempt.toUpperCase(Locale.ROOT);
    }
}
