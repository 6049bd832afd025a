package io.cashbell.notification.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code payment.warning-raised.v1}: something will hurt the shop until somebody sees to it.
 *
 * @param warning its code; the template has words for it
 * @param gateway null where it is about the shop
 * @param firstSeen when it was noticed first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WarningRaised(String warning, @Nullable String gateway, Instant firstSeen) {
    public static final String TYPE = "payment.warning-raised.v1";

    public WarningRaised {
        requireNonNull(warning, "warning");
        requireNonNull(firstSeen, "firstSeen");
    }

    public News toNews() {
        return new News(
                Occasion.GO_LIVE_WARNING, firstSeen, null, null, warning, gateway, List.of());
    }
}
