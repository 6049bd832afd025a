package io.cashbell.order.catalog;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the catalog is begun and kept in memory.
 *
 * @param paymentMethods the ways to pay that the shop wants to offer, of those that it can; blank
 *     for all of them
 * @param seed name of the catalog that a table without one is given, or {@code none}
 * @param freshFor how long the one in memory is taken as it is
 * @param usableFor how long it is taken when the table does not answer
 */
@ConfigurationProperties("catalog")
record CatalogConfig(
        @Nullable List<String> paymentMethods,
        @Bindable(defaultValue = NO_SEED) @Pattern(regexp = "[a-z-]+") String seed,
        @Bindable(defaultValue = "3s") @NotNull Duration freshFor,
        @Bindable(defaultValue = "60s") @NotNull Duration usableFor) {
    static final String NO_SEED = "none";

    boolean wants(String paymentMethod) {
        return paymentMethods == null
                || paymentMethods.stream().allMatch(String::isBlank)
                || paymentMethods.contains(paymentMethod);
    }
}
