package io.cashbell.payment.close;

import io.cashbell.payment.gateway.GatewayName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Closes in memory, and which days were told. */
final class FakeCloses implements Closes {

    private final Map<LocalDate, DayClose> days = new HashMap<>();
    private final Map<LocalDate, List<Difference>> differences = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    /** The days that were told, {@code silent} behind those of which nobody hears. */
    List<String> told() {
        return List.copyOf(told);
    }

    List<Difference> differences(LocalDate date) {
        return differences.getOrDefault(date, List.of());
    }

    @Override
    public synchronized Optional<DayClose> find(LocalDate date) {
        return Optional.ofNullable(days.get(date));
    }

    @Override
    public synchronized List<DayClose> list(LocalDate before, LocalDate oldest, int most) {
        return days.values().stream()
                .filter(day -> day.date().isBefore(before) && !day.date().isBefore(oldest))
                .sorted(Comparator.comparing(DayClose::date).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public DayClose ask(LocalDate date, Set<GatewayName> gateways, Instant at, String by) {
        gateways.forEach(gateway -> asked.add(new Asked(date, gateway, at)));
        return find(date).orElseGet(() -> DayClose.untouched(date));
    }

    @Override
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void answered(Asked one) {
        asked.remove(one);
    }

    @Override
    public synchronized boolean keep(LocalDate date, GatewayClose close, List<Difference> found) {
        DayClose before = find(date).orElseGet(() -> DayClose.untouched(date));
        if (before.of(close.gateway()).map(GatewayClose::tries).orElse(0) != close.tries() - 1) {
            return false;
        }
        Map<GatewayName, GatewayClose> gateways = new HashMap<>(before.gateways());
        gateways.put(close.gateway(), close);
        days.put(date, new DayClose(date, gateways, new HashSet<>(), Map.of(), before.toldAt()));
        if (close.triedSince() == null) {
            differences.put(date, List.copyOf(found));
        }
        return true;
    }

    @Override
    public List<Difference> differences(LocalDate date, GatewayName gateway, int page) {
        return differences(date);
    }

    @Override
    public synchronized void tell(DayClose day, Instant at, boolean silently) {
        told.add(day.date() + (silently ? " silent" : ""));
        days.put(
                day.date(),
                new DayClose(day.date(), day.gateways(), day.asked(), day.askedBy(), at));
    }
}
