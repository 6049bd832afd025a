package io.cashbell.notification.intake;

import io.cashbell.notification.Occasion;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which types of mail are written at all.
 *
 * @param off codes of occasions, separated by commas: of these nothing is recorded or sent
 */
@ConfigurationProperties("notification.types")
record TypeConfig(@Nullable String off) {

    boolean isOff(Occasion occasion) {
        return types(off).contains(occasion);
    }

    private static Set<Occasion> types(@Nullable String codes) {
        return codes == null ? Set.of() : Occasion.parse(codes);
    }
}
