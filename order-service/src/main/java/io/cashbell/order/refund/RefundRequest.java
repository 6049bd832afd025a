package io.cashbell.order.refund;

import io.cashbell.order.Amount;
import io.cashbell.order.Money;
import io.cashbell.order.OrderFact;
import io.cashbell.order.admin.CommandKind;
import io.cashbell.order.request.Amounts;
import io.cashbell.order.request.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/admin/orders/{id}/refund}. */
@Schema(name = "Refund")
public record RefundRequest(
        @Nullable @Schema(description = "All that is left, where it is absent") Amount amount,
        @Schema(example = "東方美人茶缺貨", maxLength = LONGEST) String reason) {
    /** As the schema of the event allows. */
    static final int LONGEST = 500;

    /** {@code refund}. */
    public static final CommandKind COMMAND =
            new CommandKind("refund", RefundRequest.class, RefundRequest::read);

    private static Optional<OrderFact> read(JsonFields body, String id, Instant now) {
        Optional<String> reason = body.text("reason", LONGEST);
        Optional<Money> amount =
                body.has("amount") ? Amounts.read(body, "amount") : Optional.empty();
        if (amount.isPresent() && amount.get().isZero()) {
            body.wrong("amount", "must be more than nothing");
        }
        // The refund is named as its command: asked twice under one key, it is one refund.
        return reason.map(
                text -> new OrderFact.RefundRequested(id, amount.orElse(null), text, now));
    }
}
