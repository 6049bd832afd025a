package io.cashbell.order.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cashbell.order.Amount;
import io.cashbell.order.Order;
import io.cashbell.order.Receipt;
import io.cashbell.order.Shipment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order without anything personal. */
@Schema(name = "Order")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
        String orderId,
        @Schema(
                        type = "string",
                        allowableValues = {
                            "created",
                            "paid",
                            "shipped",
                            "cancelled",
                            "expired",
                            "refunded"
                        })
                String status,
        Amount total,
        List<ItemView> items,
        PaymentView payment,
        @Nullable ShipmentView shipment,
        Instant createdAt,
        @Nullable
                @Schema(description = "Where the buyer can pay, or try again; while there is time")
                URI checkoutUrl) {

    /** How the money stands. */
    @Schema(name = "OrderPayment")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PaymentView(
            @Schema(description = "How it was paid; before, the way that was taken last")
                    String method,
            @Schema(
                            type = "string",
                            allowableValues = {
                                "pending",
                                "awaiting-transfer",
                                "due-on-arrival",
                                "confirmed",
                                "failed",
                                "expired",
                                "refund-pending",
                                "partially-refunded",
                                "refunded"
                            })
                    String status,
            @Nullable Instant expiresAt,
            @Nullable Instant paidAt,
            @Nullable @Schema(description = "While it is awaiting-transfer")
                    InstructionsView instructions) {}

    /** Where the goods are. */
    @Schema(name = "OrderShipment")
    record ShipmentView(String carrier, String trackingNumber, Instant shippedAt) {}

    static OrderView of(Order order, @Nullable URI checkoutUrl) {
        Receipt receipt = order.state().receipt();
        Shipment shipment = order.state().shipment();
        return new OrderView(
                order.id().value(),
                order.state().status().text(),
                order.total().amount(),
                ItemView.of(order),
                new PaymentView(
                        order.paidBy().code(),
                        order.state().payment().text(),
                        order.payableUntil(),
                        receipt == null ? null : receipt.paidAt(),
                        InstructionsView.of(order.state().instructions())),
                shipment == null
                        ? null
                        : new ShipmentView(
                                shipment.carrier(), shipment.trackingNumber(), shipment.at()),
                order.placedAt(),
                checkoutUrl);
    }
}
