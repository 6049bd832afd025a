package io.cashbell.notification.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/**
 * Who reads which mails.
 *
 * @param recipients as {@link Addressees#parse} reads them; who is not named there reads nothing of
 *     that type
 */
@ConfigurationProperties("notification.types")
public record AddresseeConfig(@Nullable String recipients) {

    /** Without the addresses: this is what ends up in logs. */
    @Override
    public String toString() {
        return "AddresseeConfig[]";
    }
}
