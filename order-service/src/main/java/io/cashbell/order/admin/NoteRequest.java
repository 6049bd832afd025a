package io.cashbell.order.admin;

import io.swagger.v3.oas.annotations.media.Schema;

/** The body of {@code POST /api/admin/orders/{id}/note}. */
@Schema(name = "Note")
record NoteRequest(@Schema(example = "買家要求週六送達", maxLength = LONGEST) String text) {
    /** A note, not an essay: fifty of them fit on an order. */
    static final int LONGEST = 1000;
}
