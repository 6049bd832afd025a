package io.cashbell.order.refund;

import io.cashbell.order.Amount;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/admin/orders/{id}/refund}. */
@Schema(name = "Refund")
record RefundRequest(
        @Nullable @Schema(description = "All that is left, where it is absent") Amount amount,
        @Schema(example = "東方美人茶缺貨", maxLength = LONGEST) String reason) {
    /** As the schema of the event allows. */
    static final int LONGEST = 500;
}
