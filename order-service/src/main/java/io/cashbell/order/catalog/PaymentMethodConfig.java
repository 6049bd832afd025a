package io.cashbell.order.catalog;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Terms of one way to pay.
 *
 * @param code as in the contract
 * @param currency it takes
 * @param min decimal text, the least it takes
 * @param max decimal text, the most it takes
 * @param requiresAccount not offered without an account at its gateway
 * @param account the shop's account at the gateway; its keys are the payment service's
 * @param payWithin how long the buyer may take; absent where the money is collected on arrival
 */
@EachProperty("payment-methods")
record PaymentMethodConfig(
        @Parameter String code,
        @NotBlank String currency,
        @NotBlank String min,
        @NotBlank String max,
        @Bindable(defaultValue = "false") boolean requiresAccount,
        @Nullable String account,
        @Nullable Duration payWithin) {

    boolean isOffered() {
        return !requiresAccount || (account != null && !account.isBlank());
    }
}
