package io.cashbell.order.checkout;

import io.cashbell.order.problem.ProblemTypes;
import io.cashbell.order.request.ClientConfig;
import io.cashbell.order.request.ClientNetwork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How fast one network places orders in this instance: a minute's worth at once, and then as they
 * come back with time (the generic cell rate algorithm: of each network it keeps the moment at
 * which all of its orders are worked off). A brake on loops and pranks, and no promise: instances
 * count for themselves, and forget.
 *
 * <p>A private address is not braked. It belongs to the shop itself or to a proxy of which nobody
 * told, behind which all buyers stand.
 */
@Singleton
class OrderPace {
    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final int NETWORKS = 10_000;

    private final Map<String, Long> workedOff = new ConcurrentHashMap<>();
    private final int perMinute;
    private final Clock clock;

    OrderPace(ClientConfig config, Clock clock) {
        this.perMinute = config.ordersPerMinute();
        this.clock = clock;
    }

    /**
     * Counts one order.
     *
     * @throws io.cashbell.web.problem.ProblemException if there were too many of late; it says when
     *     there is room again
     */
    void count(ClientNetwork network) {
        if (perMinute == 0 || !network.isPublic()) {
            return;
        }
        long now = clock.millis();
        if (workedOff.size() >= NETWORKS) {
            workedOff.values().removeIf(moment -> moment <= now);
        }
        long each = MINUTE_MILLIS / perMinute;
        // What does not fit is taken off again: whoever goes on in vain is not shut out for longer.
        long until =
                workedOff.merge(
                        network.name(), now + each, (known, _) -> Math.max(known, now) + each);
        long early = until - now - MINUTE_MILLIS;
        if (early > 0) {
            workedOff.computeIfPresent(network.name(), (_, known) -> known - each);
            throw ProblemTypes.TOO_MANY_ORDERS
                    .because("Send this order again in a moment.")
                    .withHeader("Retry-After", String.valueOf(1 + early / 1000));
        }
    }
}
