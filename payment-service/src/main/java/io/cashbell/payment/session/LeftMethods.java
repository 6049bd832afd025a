package io.cashbell.payment.session;

import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.SwitchedOffMethods;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which ways to pay the shop's owner has left on. Asked only where a buyer turns to another way
 * than the one that was ordered; a few seconds behind at most.
 */
@Singleton
class LeftMethods {

    private static final Duration KNOWN = Duration.ofSeconds(3);

    private record Looked(Set<PaymentMethod> off, Instant at) {}

    private final SwitchedOffMethods switchedOff;
    private final Clock clock;
    private volatile @Nullable Looked last;

    LeftMethods(SwitchedOffMethods switchedOff, Clock clock) {
        this.switchedOff = switchedOff;
        this.clock = clock;
    }

    boolean has(PaymentMethod method) {
        Instant now = clock.instant();
        Looked known = last;
        if (known == null || Duration.between(known.at(), now).abs().compareTo(KNOWN) >= 0) {
            known = new Looked(switchedOff.latest(), now);
            last = known;
        }
        return !known.off().contains(method);
    }
}
