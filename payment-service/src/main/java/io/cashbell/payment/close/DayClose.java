package io.cashbell.payment.close;

import io.cashbell.payment.gateway.GatewayName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One day at every gateway.
 *
 * @param gateways the last close of each that has been tried
 * @param asked of which an administrator wants another close
 * @param askedBy which administrator asked last for a close of each that was asked for
 * @param toldAt when the world was told of this day; null while it is not
 */
public record DayClose(
        LocalDate date,
        Map<GatewayName, GatewayClose> gateways,
        Set<GatewayName> asked,
        Map<GatewayName, String> askedBy,
        @Nullable Instant toldAt) {

    public DayClose {
        gateways = Map.copyOf(gateways);
        asked = Set.copyOf(asked);
        askedBy = Map.copyOf(askedBy);
    }

    /** A day that nobody has looked at. */
    public static DayClose untouched(LocalDate date) {
        return new DayClose(date, Map.of(), Set.of(), Map.of(), null);
    }

    public Optional<GatewayClose> of(GatewayName gateway) {
        return Optional.ofNullable(gateways.get(gateway));
    }

    boolean isClosed(GatewayName gateway) {
        return of(gateway).filter(GatewayClose::isClosed).isPresent();
    }
}
