package io.cashbell.order.lookup;

import io.cashbell.order.OrderId;
import io.cashbell.order.Orders;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;

/**
 * Whom to write to about an order. For administrators, like all below {@code /api/admin}: the
 * notification service asks it for each mail, so that addresses need not travel in events.
 */
@Controller("/api/admin/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "administration")
class ContactController {
    private final Orders orders;
    private final Addresses addresses;

    ContactController(Orders orders, Addresses addresses) {
        this.orders = orders;
        this.addresses = addresses;
    }

    @Get("/{orderId}/contact")
    @Operation(summary = "The buyer's e-mail address and language, and where the order is shown")
    @ApiResponse(responseCode = "200", description = "How to reach the buyer")
    @ApiResponse(responseCode = "401", description = "Not without an administrator's proof")
    @ApiResponse(responseCode = "404", description = "No such order")
    Contact contact(@PathVariable String orderId) {
        return OrderId.find(orderId)
                .flatMap(orders::find)
                .map(
                        order ->
                                new Contact(
                                        order.buyer().email().value(),
                                        order.locale().tag(),
                                        addresses.result(order.id())))
                .orElseThrow(FindOrder::notFound);
    }

    /**
     * How to reach a buyer.
     *
     * @param locale BCP 47
     * @param link the order's page; it asks for the last digits of the phone number
     */
    @Schema(name = "OrderContact")
    record Contact(String email, String locale, URI link) {}
}
