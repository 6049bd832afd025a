package io.cashbell.notification.delivery;

import io.cashbell.notification.Occasion;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told once a day.
 *
 * @param types codes of occasions, separated by commas
 * @param hour of the day at which the digest is closed, 0 to 23
 * @param zone whose day that is
 */
@ConfigurationProperties("notification.digest")
public record DigestConfig(
        @Nullable String types,
        @Bindable(defaultValue = "8") @Min(0) @Max(23) int hour,
        @Bindable(defaultValue = "Asia/Taipei") String zone) {

    /**
     * Reads the types.
     *
     * @throws IllegalArgumentException if one is unknown, or cannot be told once a day
     */
    public static Set<Occasion> parse(String codes) {
        Set<Occasion> found = Occasion.parse(codes);
        for (Occasion occasion : found) {
            if (occasion.isForBuyer() || occasion == Occasion.DIGEST) {
                throw new IllegalArgumentException(
                        occasion.code() + " is no mail to administrators that could be gathered");
            }
        }
        return found;
    }

    Set<Occasion> gathered() {
        return types == null ? Set.of() : parse(types);
    }
}
