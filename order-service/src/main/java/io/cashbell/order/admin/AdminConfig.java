package io.cashbell.order.admin;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the owner's API and console need to know.
 *
 * @param zone where the shop is: a date in a request is a day there
 * @param secureCookies whether the console's cookie goes over TLS alone; false on a laptop
 * @param owner mail address of the console's first account
 * @param firstPassword its one-time password; without one no account is made
 * @param passwordSignIn whether accounts with a password may sign in; false where a provider alone
 *     says who somebody is
 */
@ConfigurationProperties("admin")
public record AdminConfig(
        @Bindable(defaultValue = "Asia/Taipei") ZoneId zone,
        @Bindable(defaultValue = "true") boolean secureCookies,
        @Bindable(defaultValue = "owner@localhost") String owner,
        @Nullable String firstPassword,
        @Bindable(defaultValue = "true") boolean passwordSignIn) {

    @Override
    public String toString() {
        return "AdminConfig[zone=" + zone + ", owner=" + owner + "]";
    }
}
