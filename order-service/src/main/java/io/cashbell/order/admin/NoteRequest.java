package io.cashbell.order.admin;

import io.cashbell.order.OrderFact;
import io.cashbell.order.request.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** The body of {@code POST /api/admin/orders/{id}/note}. */
@Schema(name = "Note")
public record NoteRequest(@Schema(example = "買家要求週六送達", maxLength = LONGEST) String text) {
    /** A note, not an essay: fifty of them fit on an order. */
    static final int LONGEST = 1000;

    /** {@code note}. */
    public static final CommandKind COMMAND =
            new CommandKind("note", NoteRequest.class, NoteRequest::read);

    private static Optional<OrderFact> read(JsonFields body, String id, Instant now) {
        return body.text("text", LONGEST).map(OrderFact.Noted::new);
    }
}
