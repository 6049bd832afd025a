package io.cashbell.payment;

import java.time.Duration;
import java.time.Instant;

/** Work that one instance at a time shall do. A lease ends by itself, should its holder die. */
public interface Leases {

    /** Whether {@code holder} has the lease until {@code now} plus {@code length}. */
    boolean take(String name, String holder, Instant now, Duration length);

    /** Gives it back, if it is still {@code holder}'s. */
    void release(String name, String holder);
}
