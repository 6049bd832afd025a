package io.cashbell.local.gateway.kakaopay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.gateway.Journal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * KakaoPay's books: every payment, every visit to a shop. What is in here was written to the
 * journal before anybody could see it.
 */
final class Ledger implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Payment> payments = new ConcurrentHashMap<>();
    private final Map<String, String> byLink = new ConcurrentHashMap<>();
    private final Map<String, Collection<String>> byOrder = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final NavigableMap<Integer, String> byAge = new ConcurrentSkipListMap<>();
    private final Map<String, Visit> visits = new ConcurrentHashMap<>();
    private final Map<String, Collection<String>> visitsOf = new ConcurrentHashMap<>();
    private final Journal journal;

    /**
     * @param file null: memory only
     */
    Ledger(@Nullable Path file) {
        journal = file == null ? Journal.inMemory() : Journal.open(file, line -> enter(read(line)));
    }

    Payment open(Entry.Opened opened) {
        write(List.of(opened));
        enter(opened);
        return find(opened.tid()).orElseThrow();
    }

    /**
     * Changes a payment as the step says, with nobody else at it meanwhile.
     *
     * @param step given the payment as it stands; whatever it throws leaves the payment alone, and
     *     so does an empty answer
     * @return the payment as it stands then; empty when there is no such payment
     */
    Optional<Payment> change(String tid, Function<Payment, Optional<Entry.Change>> step) {
        return Optional.ofNullable(
                payments.computeIfPresent(
                        tid,
                        (_, payment) -> {
                            var change = step.apply(payment);
                            if (change.isEmpty()) {
                                return payment;
                            }
                            write(List.of(change.get()));
                            return payment.after(change.get());
                        }));
    }

    void plan(List<Entry.Planned> planned) {
        if (!planned.isEmpty()) {
            write(planned);
            planned.forEach(this::enter);
        }
    }

    void made(Entry.Made made) {
        write(List.of(made));
        enter(made);
    }

    Optional<Payment> find(String tid) {
        return Optional.ofNullable(payments.get(tid));
    }

    Optional<Payment> findByLink(String link) {
        return Optional.ofNullable(byLink.get(link)).flatMap(this::find);
    }

    /** A shop may ask for several payments of one order. */
    List<Payment> findByOrder(String partnerOrderId) {
        return byOrder.getOrDefault(partnerOrderId, List.of()).stream().map(payments::get).toList();
    }

    List<Payment> newest(int most) {
        return byAge.descendingMap().values().stream().limit(most).map(payments::get).toList();
    }

    /**
     * @param from how many to pass over
     */
    List<Payment> oldest(int from, long most) {
        return byAge.tailMap(from).values().stream().limit(most).map(payments::get).toList();
    }

    /** The oldest first. */
    List<Visit> visitsOf(String tid) {
        return visitsOf.getOrDefault(tid, List.of()).stream().map(visits::get).toList();
    }

    List<Visit> visitsToMake() {
        return visits.values().stream().filter(visit -> visit.made() == null).toList();
    }

    @Override
    public void close() {
        journal.close();
    }

    private void enter(Entry entry) {
        switch (entry) {
            case Entry.Opened opened -> {
                payments.put(opened.tid(), Payment.of(opened));
                byLink.put(opened.link(), opened.tid());
                byOrder.computeIfAbsent(
                                opened.order().partnerOrderId(), _ -> new ConcurrentLinkedDeque<>())
                        .add(opened.tid());
                byAge.put(this.opened.getAndIncrement(), opened.tid());
            }
            case Entry.Change change ->
                    payments.computeIfPresent(change.tid(), (_, payment) -> payment.after(change));
            case Entry.Planned planned -> {
                visits.put(planned.id(), Visit.of(planned));
                visitsOf.computeIfAbsent(planned.tid(), _ -> new ConcurrentLinkedDeque<>())
                        .add(planned.id());
            }
            case Entry.Made made ->
                    visits.computeIfPresent(made.id(), (_, visit) -> visit.after(made));
        }
    }

    private void write(List<? extends Entry> entries) {
        var writer = json.writerFor(Entry.class);
        try {
            var lines = new ArrayList<String>(entries.size());
            for (var entry : entries) {
                lines.add(writer.writeValueAsString(entry));
            }
            journal.append(lines);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Entry read(String line) {
        try {
            return json.readValue(line, Entry.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "a line of the journal cannot be read; start with an empty data folder", e);
        }
    }
}
