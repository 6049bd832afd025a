package io.cashbell.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Told warnings in memory, and how often somebody wanted to tell one. */
public final class FakeToldWarnings implements ToldWarnings {

    private final Map<String, Instant> last = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private int asked;
    private boolean broken;

    @Override
    public synchronized boolean tell(Warning warning, @Nullable String gateway, Instant now) {
        asked++;
        if (broken) {
            throw new IllegalStateException("the table does not answer");
        }
        String name = warning.code() + " " + gateway;
        Instant before = last.get(name);
        if (before != null && now.isBefore(before.plus(QUIET))) {
            return false;
        }
        last.put(name, now);
        told.add(name);
        return true;
    }

    public synchronized void breakDown(boolean isBroken) {
        broken = isBroken;
    }

    public synchronized int asked() {
        return asked;
    }

    public synchronized List<String> told() {
        return List.copyOf(told);
    }
}
