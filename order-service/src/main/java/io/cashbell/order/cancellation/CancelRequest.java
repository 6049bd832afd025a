package io.cashbell.order.cancellation;

import io.cashbell.order.OrderFact;
import io.cashbell.order.admin.CommandKind;
import io.cashbell.order.request.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** The body of {@code POST /api/admin/orders/{id}/cancel}. */
@Schema(name = "Cancel")
public record CancelRequest(@Schema(example = "買家來電取消", maxLength = LONGEST) String reason) {
    /** As the schema of the event allows. */
    static final int LONGEST = 500;

    /** {@code cancel}. */
    public static final CommandKind COMMAND =
            new CommandKind("cancel", CancelRequest.class, CancelRequest::read);

    private static Optional<OrderFact> read(JsonFields body, String id, Instant now) {
        return body.text("reason", LONGEST)
                .map(reason -> new OrderFact.OrderCancelled(reason, now));
    }
}
