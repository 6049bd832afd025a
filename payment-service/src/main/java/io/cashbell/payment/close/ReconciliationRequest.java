package io.cashbell.payment.close;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A close that is wanted now.
 *
 * @param gateway {@code ecpay}, {@code kakaopay} or {@code wechatpay}; all that are offered without
 *     it
 * @param date of the gateway's market
 */
@Introspected
record ReconciliationRequest(@Nullable String gateway, @NotNull LocalDate date) {}
