package io.cashbell.order.fulfilment;

import io.swagger.v3.oas.annotations.media.Schema;

/** The body of {@code POST /api/admin/orders/{id}/ship}. */
@Schema(name = "Ship")
record ShipRequest(
        @Schema(example = "黑貓宅急便", maxLength = LONGEST) String carrier,
        @Schema(example = "906512345678", maxLength = LONGEST) String trackingNumber) {
    /** As the schema of the event allows. */
    static final int LONGEST = 100;
}
