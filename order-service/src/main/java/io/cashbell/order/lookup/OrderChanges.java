package io.cashbell.order.lookup;

import io.cashbell.order.OrderId;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells those who watch an order in this very process that it changed, so that they need not wait
 * for their next look. Who watches in another instance finds out by looking.
 */
@Singleton
public class OrderChanges {
    private final ConcurrentHashMap<OrderId, Set<Runnable>> watchers = new ConcurrentHashMap<>();

    public void announce(OrderId id) {
        watchers.getOrDefault(id, Set.of()).forEach(Runnable::run);
    }

    /**
     * @param most how many may watch one order here
     * @return whether this one does now
     */
    boolean watch(OrderId id, Runnable watcher, int most) {
        return watchers.compute(
                        id,
                        (_, before) -> {
                            Set<Runnable> all =
                                    before == null ? ConcurrentHashMap.newKeySet() : before;
                            if (all.size() < most) {
                                all.add(watcher);
                            }
                            return all;
                        })
                .contains(watcher);
    }

    void forget(OrderId id, Runnable watcher) {
        watchers.computeIfPresent(
                id,
                (_, all) -> {
                    all.remove(watcher);
                    return all.isEmpty() ? null : all;
                });
    }
}
