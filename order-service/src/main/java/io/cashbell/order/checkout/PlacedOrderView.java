package io.cashbell.order.checkout;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cashbell.order.Amount;
import io.cashbell.order.Order;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.PaymentStatus;
import io.cashbell.order.lookup.ItemView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a placed order. It shows the order as it was placed, whatever became of it since: a
 * repeat is answered like the first.
 */
@Schema(name = "PlacedOrder")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlacedOrderView(
        String orderId,
        @Schema(description = "Opens the order; shown only here, stored nowhere")
                String accessToken,
        String status,
        Amount total,
        List<ItemView> items,
        Payment payment,
        @Nullable @Schema(description = "Where the buyer pays; absent for pay-on-arrival")
                URI checkoutUrl,
        URI resultUrl) {

    /** How it will be paid. */
    @Schema(name = "PlacedOrderPayment")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Payment(String method, String status, @Nullable Instant expiresAt) {}

    static PlacedOrderView of(PlaceOrder.Placed placed, @Nullable URI checkoutUrl, URI resultUrl) {
        Order order = placed.order();
        return new PlacedOrderView(
                order.id().value(),
                placed.token().value(),
                OrderStatus.CREATED.text(),
                order.total().amount(),
                ItemView.of(order),
                new Payment(
                        order.method().code(),
                        PaymentStatus.atFirst(order.method()).text(),
                        order.payBy()),
                checkoutUrl,
                resultUrl);
    }
}
