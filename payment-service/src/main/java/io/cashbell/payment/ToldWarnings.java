package io.cashbell.payment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which warnings were told, for all instances together. */
public interface ToldWarnings {

    /** So long a warning of a gateway is not told again. */
    Duration QUIET = Duration.ofDays(1);

    /**
     * Tells the world, unless somebody has within {@link #QUIET}.
     *
     * @param gateway null where it is about all of them
     * @return whether it was told by this call
     */
    boolean tell(Warning warning, @Nullable String gateway, Instant now);
}
