package io.cashbell.payment.close;

import io.cashbell.payment.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Leases in memory, as those of the table: one holder each, until it ends or is given back. */
final class FakeLeases implements Leases {

    private record Lease(String holder, Instant until) {}

    private final Map<String, Lease> leases = new HashMap<>();

    @Override
    public synchronized boolean take(String name, String holder, Instant now, Duration length) {
        Lease held = leases.get(name);
        if (held != null && held.until().isAfter(now) && !held.holder().equals(holder)) {
            return false;
        }
        leases.put(name, new Lease(holder, now.plus(length)));
        return true;
    }

    @Override
    public synchronized void release(String name, String holder) {
        Lease held = leases.get(name);
        if (held != null && held.holder().equals(holder)) {
            leases.remove(name);
        }
    }
}
