package io.cashbell.order.fulfilment;

import io.cashbell.order.OrderFact;
import io.cashbell.order.Shipment;
import io.cashbell.order.admin.CommandKind;
import io.cashbell.order.request.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** The body of {@code POST /api/admin/orders/{id}/ship}. */
@Schema(name = "Ship")
public record ShipRequest(
        @Schema(example = "黑貓宅急便", maxLength = LONGEST) String carrier,
        @Schema(example = "906512345678", maxLength = LONGEST) String trackingNumber) {
    /** As the schema of the event allows. */
    static final int LONGEST = 100;

    /** {@code ship}. */
    public static final CommandKind COMMAND =
            new CommandKind("ship", ShipRequest.class, ShipRequest::read);

    private static Optional<OrderFact> read(JsonFields body, String id, Instant now) {
        Optional<String> carrier = body.text("carrier", LONGEST);
        Optional<String> number = body.text("trackingNumber", LONGEST);
        return carrier.isEmpty() || number.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new OrderFact.GoodsShipped(new Shipment(now, carrier.get(), number.get())));
    }
}
