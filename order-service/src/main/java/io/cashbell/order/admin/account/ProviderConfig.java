package io.cashbell.order.admin.account;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider where the console's people sign in.
 *
 * @param name as people know it
 * @param roleClaim which claim of the ID token tells their roles
 * @param roles what its values mean here, such as {@code shop-owners:owner,shop-staff:operator}
 */
@ConfigurationProperties(ProviderConfig.PREFIX)
@Requires(property = ProviderConfig.PREFIX + ".name")
public record ProviderConfig(
        String name, @Bindable(defaultValue = "groups") String roleClaim, String roles) {
    /** Where it stands in the configuration. */
    public static final String PREFIX = "console.provider";

    /** The roles that a claim's value, or its values, stand for here; others stand for nothing. */
    Set<Role> rolesOf(@Nullable Object claim) {
        Map<String, Role> mapping = mapping(roles);
        Collection<?> values =
                switch (claim) {
                    case null -> List.of();
                    case Collection<?> many -> many;
                    default -> List.of(claim);
                };
        Set<Role> found = EnumSet.noneOf(Role.class);
        values.stream()
                .filter(String.class::isInstance)
                .map(mapping::get)
                .filter(Objects::nonNull)
                .forEach(found::add);
        return found;
    }

    /**
     * @throws IllegalArgumentException if {@code written} is none
     */
    static Map<String, Role> mapping(String written) {
        Map<String, Role> mapping = new HashMap<>();
        for (String pair : written.split(",", -1)) {
            // What the provider says may have colons in it, too.
            int colon = pair.lastIndexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("Neither value nor role");
            }
            mapping.put(
                    pair.substring(0, colon).strip(),
                    Role.find(pair.substring(colon + 1).strip())
                            .orElseThrow(() -> new IllegalArgumentException("No such role")));
        }
        return mapping;
    }
}
