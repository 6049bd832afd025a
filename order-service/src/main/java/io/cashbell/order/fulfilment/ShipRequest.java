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

    /** The same, where several parcels go at once and nobody has their numbers at hand. */
    public static final CommandKind NUMBER_OPTIONAL =
            new CommandKind("ship", ShipRequest.class, ShipRequest::readWithoutNumber);

    private static Optional<OrderFact> read(JsonFields body, String id, Instant now) {
        return shipped(body, body.text("trackingNumber", LONGEST), now);
    }

    private static Optional<OrderFact> readWithoutNumber(JsonFields body, String id, Instant now) {
        return shipped(
                body,
                body.has("trackingNumber")
                        ? body.text("trackingNumber", LONGEST)
                        : Optional.of(Shipment.NO_NUMBER),
                now);
    }

    private static Optional<OrderFact> shipped(
            JsonFields body, Optional<String> number, Instant now) {
        Optional<String> carrier = body.text("carrier", LONGEST);
        return carrier.isEmpty() || number.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new OrderFact.GoodsShipped(new Shipment(now, carrier.get(), number.get())));
    }
}
