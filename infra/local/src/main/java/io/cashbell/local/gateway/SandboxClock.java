package io.cashbell.local.gateway;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The time at every gateway of the sandbox: the real time and an offset that a test may change, so
 * that a deadline of seven days or a daily closing need not be waited for. It survives a restart
 * with the data folder.
 *
 * <p>One thing stays on the {@link #realInstant real} time: the stamp that a shop or a gateway puts
 * on a message so that nobody can replay it. Both sides take that from their own machine, and a
 * shop whose clock did not move would be refused for ever.
 */
public final class SandboxClock extends Clock implements AutoCloseable {
    /** Either way; a deadline that is further away belongs to no gateway here. */
    static final Duration FURTHEST = Duration.ofDays(3_650);

    private final Clock real;
    private final Journal journal;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private Duration offset = Duration.ZERO;

    private SandboxClock(Clock real, @Nullable Path file) {
        this.real = real.withZone(ZoneOffset.UTC);
        this.journal =
                file == null
                        ? Journal.inMemory()
                        : Journal.open(file, line -> offset = Duration.parse(line));
    }

    /** Begins with the real time and forgets its offset at the end. */
    public static SandboxClock of(Clock real) {
        return new SandboxClock(real, null);
    }

    /**
     * Begins with the offset it last had.
     *
     * @param file null: as {@link #of}
     */
    static SandboxClock open(@Nullable Path file, Clock real) {
        return new SandboxClock(real, file);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(offset());
    }

    /** Of the machine; for stamps against replays. */
    public Instant realInstant() {
        return real.instant();
    }

    /**
     * A deadline that a shop names, on this clock. A shop whose clock stayed behind names what has
     * passed here already; it is taken to be as far ahead as it is for the shop.
     */
    public Instant ofShop(Instant named) {
        var isLate = !named.isAfter(instant());
        return isLate && named.isAfter(realInstant()) ? named.plus(offset()) : named;
    }

    public synchronized Duration offset() {
        return offset;
    }

    /**
     * Later, or earlier when negative.
     *
     * @throws IllegalArgumentException when the offset would go beyond ten years
     */
    public void advance(Duration by) {
        change(by, true);
    }

    /**
     * @throws IllegalArgumentException when it is beyond ten years
     */
    public void setOffset(Duration changed) {
        change(changed, false);
    }

    /** Runs after every change, in the thread of whoever changed it. */
    public void onChange(Runnable watcher) {
        watchers.add(watcher);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    /** The same time, told in another zone; what moves the one moves the other. */
    @Override
    public Clock withZone(ZoneId zone) {
        var outer = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return outer.withZone(other);
            }

            @Override
            public Instant instant() {
                return outer.instant();
            }
        };
    }

    @Override
    public void close() {
        journal.close();
    }

    private void change(Duration by, boolean relative) {
        synchronized (this) {
            if (by.abs().compareTo(FURTHEST) > 0) {
                throw tooFar();
            }
            var changed = relative ? offset.plus(by) : by;
            if (changed.abs().compareTo(FURTHEST) > 0) {
                throw tooFar();
            }
            journal.append(List.of(changed.toString()));
            offset = changed;
        }
        watchers.forEach(Runnable::run);
    }

    private static IllegalArgumentException tooFar() {
        return new IllegalArgumentException(
                "the clock moves by " + FURTHEST.toDays() + " days at most");
    }
}
