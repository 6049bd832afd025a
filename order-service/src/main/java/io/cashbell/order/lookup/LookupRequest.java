package io.cashbell.order.lookup;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a buyer knows of an order: the phone number, and one of the other two. */
@Introspected
@Schema(name = "Lookup")
record LookupRequest(
        @Schema(
                        description = "As people of Taiwan, Korea or China write it",
                        example = "0912 345 678",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String phone,
        @Nullable @Schema(description = "The order's number") String orderId,
        @Nullable @Schema(example = "buyer@example.com") String email) {}
