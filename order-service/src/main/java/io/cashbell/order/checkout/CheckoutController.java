package io.cashbell.order.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.lookup.Addresses;
import io.cashbell.order.request.CanonicalJson;
import io.cashbell.order.request.ClientAddress;
import io.cashbell.order.request.IdempotencyKey;
import io.cashbell.order.request.JsonBodies;
import io.cashbell.web.command.KeyParameter;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;

/** Takes orders. */
@Controller("/api/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "orders")
class CheckoutController {
    private static final String REPLAYED = "Idempotency-Replayed";

    private final PlaceOrder placeOrder;
    private final Addresses addresses;
    private final JsonBodies bodies;
    private final ClientAddress client;
    private final OrderPace pace;

    CheckoutController(
            PlaceOrder placeOrder,
            Addresses addresses,
            JsonBodies bodies,
            ClientAddress client,
            OrderPace pace) {
        this.client = client;
        this.pace = pace;
        this.placeOrder = placeOrder;
        this.addresses = addresses;
        this.bodies = bodies;
    }

    /** Places an order. With an {@code Idempotency-Key} it may be repeated without harm. */
    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    @KeyParameter
    @Operation(
            summary = "Places an order",
            description =
                    "Prices and total are the server's. The same Idempotency-Key with the same"
                            + " content gives the same answer.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    PlaceOrderRequest.class))))
    @ApiResponse(
            responseCode = "201",
            description = "The order; its address in Location",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PlacedOrderView.class)))
    @ApiResponse(responseCode = "400", description = "Not complete or not correct; see errors")
    @ApiResponse(
            responseCode = "409",
            description = "It costs something else than expected, or too little is left")
    @ApiResponse(
            responseCode = "422",
            description =
                    "A product or payment method cannot be had; or idempotency-key-reused: another"
                            + " order has the key")
    @ApiResponse(
            responseCode = "429",
            description = "Too many orders from one place; after Retry-After")
    @ApiResponse(
            responseCode = "503",
            description = "The shop is closed; or unavailable, after Retry-After")
    MutableHttpResponse<PlacedOrderView> place(@Body byte[] body, HttpRequest<?> request) {
        pace.count(client.of(request));
        Optional<IdempotencyKey> key =
                IdempotencyKey.of(request.getHeaders().getAll(IdempotencyKey.HEADER));
        JsonNode json = bodies.read(body);
        PlaceOrder.Placed placed =
                placeOrder.place(WishReader.read(json), CanonicalJson.digest(json), key);
        var response =
                HttpResponse.created(
                                PlacedOrderView.of(
                                        placed,
                                        placed.order().method().isOnArrival()
                                                ? null
                                                : addresses.checkout(
                                                        placed.order().id(), placed.token()),
                                        addresses.result(placed.order().id())),
                                addresses.order(placed.order().id()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return placed.replayed() ? response.header(REPLAYED, "true") : response;
    }
}
