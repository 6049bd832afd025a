package io.cashbell.notification.delivery;

import io.cashbell.notification.Digests;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The port in memory, with the promises of the real one. */
final class RememberedDigests implements Digests {
    private final Map<LocalDate, List<Entry>> kept = new HashMap<>();

    @Override
    public synchronized void keep(LocalDate day, Entry entry) {
        List<Entry> known = kept.computeIfAbsent(day, _ -> new ArrayList<>());
        if (known.stream().noneMatch(one -> one.id().equals(entry.id()))) {
            known.add(entry);
        }
    }

    @Override
    public synchronized List<Entry> of(LocalDate day, int most) {
        return kept.getOrDefault(day, List.of()).stream().limit(most).toList();
    }
}
