package io.cashbell.payment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Kept callbacks in memory. */
public final class FakeCallbacks implements Callbacks {

    private final TreeMap<CallbackId, KeptCallback> kept = new TreeMap<>(Comparator.reverseOrder());
    private final Map<String, CallbackId> first = new HashMap<>();
    private final Map<String, Integer> budgets = new HashMap<>();
    private final Map<CallbackId, Replay> replays = new HashMap<>();
    private int asked;
    private boolean broken;

    @Override
    public synchronized void keepCause(KeptCallback callback, Instant until) {
        put(callback);
    }

    @Override
    public synchronized void keepOnce(KeptCallback callback, String fingerprint, Instant until) {
        CallbackId known = first.putIfAbsent(callback.orderId() + fingerprint, callback.id());
        if (known == null) {
            put(callback);
        }
    }

    @Override
    public synchronized boolean keepWithin(KeptCallback callback, int most, Instant until) {
        asked++;
        String hour = callback.gateway() + callback.at().truncatedTo(ChronoUnit.HOURS);
        if (budgets.getOrDefault(hour, 0) >= most) {
            return false;
        }
        budgets.merge(hour, 1, Integer::sum);
        put(callback);
        return true;
    }

    @Override
    public synchronized Optional<KeptCallback> find(CallbackId id) {
        return Optional.ofNullable(kept.get(id));
    }

    @Override
    public synchronized void noteReplay(CallbackId id, Replay replay) {
        replays.put(id, replay);
    }

    @Override
    public synchronized Optional<Replay> lastReplay(CallbackId id) {
        return Optional.ofNullable(replays.get(id));
    }

    @Override
    public synchronized Page ofOrder(OrderId orderId, @Nullable CallbackId before, int most) {
        return page(
                callback ->
                        orderId.equals(callback.orderId())
                                && (before == null || callback.id().compareTo(before) < 0),
                most);
    }

    @Override
    public synchronized Page before(CallbackId before, Instant oldest, int most) {
        return page(callback -> callback.id().compareTo(before) < 0, most);
    }

    public synchronized void reset() {
        kept.clear();
        first.clear();
        budgets.clear();
        replays.clear();
        asked = 0;
        broken = false;
    }

    /** From now on nothing can be written. */
    public synchronized void breakDown() {
        broken = true;
    }

    /** Latest first. */
    public synchronized List<KeptCallback> all() {
        return List.copyOf(kept.values());
    }

    /** How often somebody asked whether an hour has room. */
    public synchronized int asked() {
        return asked;
    }

    /** As if somebody wrote into the table. */
    public synchronized void alter(CallbackId id, UnaryOperator<KeptCallback> change) {
        kept.computeIfPresent(id, (_, callback) -> change.apply(callback));
    }

    private void put(KeptCallback callback) {
        if (broken) {
            throw new IllegalStateException("the table is away");
        }
        kept.put(callback.id(), callback);
    }

    private Page page(Predicate<KeptCallback> wanted, int most) {
        List<KeptCallback> all = kept.values().stream().filter(wanted).toList();
        List<KeptCallback> page = all.stream().limit(most).toList();
        return new Page(page, all.size() > most ? page.getLast().id() : null);
    }
}
