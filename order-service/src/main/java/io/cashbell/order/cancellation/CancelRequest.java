package io.cashbell.order.cancellation;

import io.swagger.v3.oas.annotations.media.Schema;

/** The body of {@code POST /api/admin/orders/{id}/cancel}. */
@Schema(name = "Cancel")
record CancelRequest(@Schema(example = "買家來電取消", maxLength = LONGEST) String reason) {
    /** As the schema of the event allows. */
    static final int LONGEST = 500;
}
