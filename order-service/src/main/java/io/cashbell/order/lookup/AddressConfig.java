package io.cashbell.order.lookup;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotNull;
import java.net.URI;

/**
 * Where the world finds us.
 *
 * @param order this service
 * @param payment the payment service
 * @param storefront the shop's pages
 */
@ConfigurationProperties("addresses")
record AddressConfig(@NotNull URI order, @NotNull URI payment, @NotNull URI storefront) {}
