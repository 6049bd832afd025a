package io.cashbell.order.fulfilment;

import io.cashbell.order.Amount;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/admin/orders/{id}/collect}; may be left out. */
@Schema(name = "Collect")
record CollectRequest(
        @Nullable
                @Schema(description = "What was brought; refused unless the order costs just that")
                Amount amount) {}
