package io.cashbell.order.catalog;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Terms of one way to pay.
 *
 * @param code as in the contract
 * @param currency it takes
 * @param limits the least and the most it takes: two decimal texts and a hyphen, {@code 11-49999}
 * @param requiresAccount not offered without an account at its gateway
 * @param account the shop's account at the gateway; its keys are the payment service's
 * @param among the methods that are in the shop's contract with the gateway; absent where the
 *     gateway has but one
 * @param payWithin how long the buyer may take to pay right away
 * @param payDays on how many days after the order the buyer may still pay; one of both, or neither
 *     where the money is collected on arrival
 */
@EachProperty("payment-methods")
record PaymentMethodConfig(
        @Parameter String code,
        @NotBlank String currency,
        @NotBlank String limits,
        @Bindable(defaultValue = "false") boolean requiresAccount,
        @Nullable String account,
        @Nullable List<String> among,
        @Nullable Duration payWithin,
        @Nullable Integer payDays) {

    boolean isOffered() {
        return (!requiresAccount || (account != null && !account.isBlank()))
                && (among == null || among.contains(code));
    }
}
