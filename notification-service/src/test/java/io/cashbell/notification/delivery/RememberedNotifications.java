package io.cashbell.notification.delivery;

import io.cashbell.notification.DeliveryState;
import io.cashbell.notification.DeliveryState.Backstop;
import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sending;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Notifications;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Gatherers;

/** The port in memory, with the promises of the real one. */
final class RememberedNotifications implements Notifications {
    final AtomicInteger writes = new AtomicInteger();
    private final Map<NotificationId, Notification> known = new LinkedHashMap<>();
    private int writesLeft = Integer.MAX_VALUE;
    private int looksToBreak;
    private final Set<NotificationId> unreadable = new HashSet<>();

    /** From then on every write fails. */
    void breakAfter(int writes) {
        writesLeft = writes;
    }

    /** The next looks for what is due end in an Error. */
    synchronized void breakNextLooks(int count) {
        looksToBreak = count;
    }

    /** From then on nobody can read this one. */
    synchronized void garble(NotificationId id) {
        unreadable.add(id);
    }

    private void countWrite() {
        if (writesLeft-- == 0) {
            throw new IllegalStateException("the table cannot be reached");
        }
        writes.incrementAndGet();
    }

    @Override
    public synchronized Optional<Notification> insert(Notification fresh) {
        if (known.containsKey(fresh.id())) {
            return find(fresh.id());
        }
        countWrite();
        known.put(fresh.id(), fresh);
        return Optional.empty();
    }

    @Override
    public synchronized Optional<Notification> find(NotificationId id) {
        if (unreadable.contains(id)) {
            throw new IllegalStateException("garbled on purpose");
        }
        return Optional.ofNullable(known.get(id));
    }

    @Override
    public Optional<Notification> replace(Notification seen, DeliveryState next) {
        return rewrite(seen, seen.with(next));
    }

    @Override
    public synchronized Optional<Notification> rewrite(Notification seen, Notification next) {
        Notification stands = known.get(seen.id());
        if (stands == null || !stands.state().equals(seen.state())) {
            return Optional.ofNullable(stands);
        }
        countWrite();
        known.put(seen.id(), next);
        return Optional.empty();
    }

    @Override
    public synchronized Iterator<List<NotificationId>> findDue(Instant now, int page) {
        if (looksToBreak > 0) {
            looksToBreak--;
            throw new NoClassDefFoundError("broken on purpose");
        }
        return known.values().stream()
                .filter(one -> isDue(one.state(), now))
                .map(Notification::id)
                .gather(Gatherers.windowFixed(page))
                .toList()
                .iterator();
    }

    private static boolean isDue(DeliveryState state, Instant now) {
        return switch (state) {
            case Planned(var at) -> !at.isAfter(now);
            case Delayed(var nextTry, _, _) -> !nextTry.isAfter(now);
            case Sending(var until, _, var backstop) ->
                    backstop != Backstop.QUEUE && !until.isAfter(now);
            default -> false;
        };
    }
}
