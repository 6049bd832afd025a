package io.cashbell.order.lookup;

import io.cashbell.order.Order;
import io.cashbell.order.request.JsonBodies;
import io.micronaut.http.HttpHeaders;
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
import java.util.List;

/** Shows orders to buyers who have not kept their token. */
@Controller("/api/orders/lookup")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "orders")
class LookupController {
    private final LookUpOrders lookUp;
    private final OrderViews views;
    private final JsonBodies bodies;

    LookupController(LookUpOrders lookUp, OrderViews views, JsonBodies bodies) {
        this.lookUp = lookUp;
        this.views = views;
        this.bodies = bodies;
    }

    /** The buyer's orders, without personal data. */
    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Orders by phone number and order number, or phone number and e-mail address",
            description =
                    "The newest twenty. Every wrong question has the same answer, in the same time;"
                            + " ten within an hour close the phone number.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(implementation = LookupRequest.class))))
    @ApiResponse(responseCode = "200", description = "The orders, newest first")
    @ApiResponse(responseCode = "400", description = "Not complete or not correct; see errors")
    @ApiResponse(responseCode = "404", description = "No such order, or not yours")
    @ApiResponse(responseCode = "429", description = "Too many wrong answers; see Retry-After")
    MutableHttpResponse<Found> find(@Body byte[] body) {
        List<Order> found = lookUp.find(Lookup.read(bodies.read(body)));
        return HttpResponse.ok(new Found(found.stream().map(views::forGuest).toList()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** What was found. */
    @Schema(name = "FoundOrders")
    record Found(List<OrderView> items) {}
}
