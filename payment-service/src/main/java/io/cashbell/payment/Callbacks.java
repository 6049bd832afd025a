package io.cashbell.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The callbacks that are kept, each for a limited time. */
public interface Callbacks {

    /**
     * Keeps a callback that changed the payment of its order. The change itself has noted the id
     * ({@link CallbackId#CAUSE}), so this is one write.
     */
    void keepCause(KeptCallback callback, Instant until);

    /**
     * Keeps a verified callback that changed nothing, the first time; counts its copies after that.
     * However often a stranger repeats what he has seen, the table does not grow.
     *
     * @param fingerprint equal for two callbacks if the same was signed
     */
    void keepOnce(KeptCallback callback, String fingerprint, Instant until);

    /**
     * Keeps a callback of which nothing is believed, if fewer than {@code most} of its gateway were
     * kept in this hour by all instances together.
     *
     * @return whether the hour had room
     */
    boolean keepWithin(KeptCallback callback, int most, Instant until);

    Optional<KeptCallback> find(CallbackId id);

    /** Notes beside a kept callback that somebody had it settled again; the last one stays. */
    void noteReplay(CallbackId id, Replay replay);

    /** Who had this callback settled again last, and with what outcome. */
    Optional<Replay> lastReplay(CallbackId id);

    /**
     * @param by who asked for it, as the sign-in calls them
     */
    record Replay(Instant at, String by, String outcome) {}

    /**
     * Those that name {@code orderId}, latest first.
     *
     * @param before goes on below this one; null begins with the latest
     */
    Page ofOrder(OrderId orderId, @Nullable CallbackId before, int most);

    /**
     * All of them, latest first. A page may be short, even empty, while there is more: one look
     * covers a limited stretch of time.
     *
     * @param oldest no callback is looked for that came earlier
     */
    Page before(CallbackId before, Instant oldest, int most);

    /**
     * @param next where to go on; null at the end
     */
    record Page(List<KeptCallback> callbacks, @Nullable CallbackId next) {
        public Page {
            callbacks = List.copyOf(callbacks);
        }
    }
}
