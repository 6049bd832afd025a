package io.cashbell.order.lookup;

import io.cashbell.order.Amount;
import io.cashbell.order.Order;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One line of an order as the outside sees it. */
@Schema(name = "OrderItem")
public record ItemView(
        String productId, String name, int quantity, Amount unitPrice, Amount lineTotal) {

    public static List<ItemView> of(Order order) {
        return order.lines().stream()
                .map(
                        line ->
                                new ItemView(
                                        line.productId(),
                                        line.name(),
                                        line.quantity(),
                                        line.unitPrice().amount(),
                                        line.total().amount()))
                .toList();
    }
}
