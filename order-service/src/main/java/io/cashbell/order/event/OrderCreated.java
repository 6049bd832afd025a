package io.cashbell.order.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cashbell.order.Amount;
import io.cashbell.order.Order;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code order.created.v1}: an order was placed. Says what a payment needs, and nothing about who
 * the buyer is.
 *
 * @param expiresAt until when it can be paid; absent where the money is collected on arrival
 * @param accessTokenHash base64url of the SHA-256 of the order's access token
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderCreated(
        String orderId,
        List<Item> items,
        Amount total,
        String paymentMethod,
        BuyerReference buyer,
        String locale,
        @Nullable Instant expiresAt,
        String accessTokenHash) {
    public static final String TYPE = "order.created.v1";

    /** One line of the order. */
    public record Item(
            String productId, String name, int quantity, Amount unitPrice, Amount lineTotal) {}

    /** Opaque; gateways that want a buyer's id get it. */
    public record BuyerReference(String id) {}

    /** Made of what never changes in an order: a second copy is equal to the first. */
    public static OrderCreated of(Order order) {
        return new OrderCreated(
                order.id().value(),
                order.lines().stream()
                        .map(
                                line ->
                                        new Item(
                                                line.productId(),
                                                line.name(),
                                                line.quantity(),
                                                line.unitPrice().amount(),
                                                line.total().amount()))
                        .toList(),
                order.total().amount(),
                order.method().code(),
                new BuyerReference("buyer-" + order.id().value()),
                order.locale().tag(),
                order.payBy(),
                order.accessTokenHash().value());
    }
}
