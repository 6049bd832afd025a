package io.cashbell.order.fulfilment;

import io.cashbell.order.Amount;
import io.cashbell.order.OrderFact;
import io.cashbell.order.admin.CommandKind;
import io.cashbell.order.request.Amounts;
import io.cashbell.order.request.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/admin/orders/{id}/collect}; may be left out. */
@Schema(name = "Collect")
public record CollectRequest(
        @Nullable
                @Schema(description = "What was brought; refused unless the order costs just that")
                Amount amount) {
    /** {@code collect}. */
    public static final CommandKind COMMAND =
            new CommandKind("collect", CollectRequest.class, CollectRequest::read);

    private static Optional<OrderFact> read(JsonFields body, String id, Instant now) {
        if (!body.has("amount")) {
            return Optional.of(new OrderFact.MoneyCollected(null, now));
        }
        return Amounts.read(body, "amount")
                .map(amount -> new OrderFact.MoneyCollected(amount, now));
    }
}
