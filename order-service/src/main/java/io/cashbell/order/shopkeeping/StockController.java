package io.cashbell.order.shopkeeping;

import static io.cashbell.order.shopkeeping.ShopAnswers.answered;
import static io.cashbell.order.shopkeeping.ShopAnswers.command;

import io.cashbell.order.request.JsonBodies;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Lets the owner count the units of a product. */
@Controller("/api/admin/products/{productId}/stock")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "admin")
class StockController {
    private final ReadShop shop;
    private final ChangeShop change;
    private final JsonBodies bodies;

    StockController(ReadShop shop, ChangeShop change, JsonBodies bodies) {
        this.shop = shop;
        this.change = change;
        this.bodies = bodies;
    }

    /** How many are for sale now. */
    @Get
    @Operation(summary = "Units of a product that are for sale; the ETag is for If-Match")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StockRequest.class)))
    @ApiResponse(responseCode = "401", description = "Not the owner")
    @ApiResponse(responseCode = "404", description = "No such product")
    MutableHttpResponse<String> stock(@PathVariable String productId) {
        return ShopAnswers.seen(shop.stock(productId));
    }

    /** Sets their number, and begins or ends counting. */
    @Put
    @ShopCommand
    @Operation(
            summary = "So many units are for sale; null ends counting",
            description =
                    "The first number begins counting: orders take their units off from then on,"
                            + " and give them back when they end unsold. What orders hold already is"
                            + " not part of the number.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = StockRequest.class))),
            parameters = {
                @Parameter(
                        name = HttpHeaders.IF_MATCH,
                        in = ParameterIn.HEADER,
                        description = ShopAnswers.MATCH,
                        schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "As it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StockRequest.class)))
    @ApiResponse(responseCode = "404", description = "No such product")
    MutableHttpResponse<String> setStock(
            @PathVariable String productId, @Body byte[] body, HttpRequest<?> request) {
        return answered(change.setStock(productId, bodies.read(body), command(request)));
    }

    /** Adds units, or takes some off. */
    @Post("/adjustments")
    @ShopCommand
    @Operation(
            summary = "So many units came in, or went",
            description = "Whatever orders take at the same moment, both count.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    StockRequest.Adjustment
                                                                            .class))))
    @ApiResponse(
            responseCode = "200",
            description = "As it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StockRequest.class)))
    @ApiResponse(responseCode = "404", description = "No such product")
    @ApiResponse(responseCode = "409", description = "Not counted, or fewer than are taken off")
    MutableHttpResponse<String> adjustStock(
            @PathVariable String productId, @Body byte[] body, HttpRequest<?> request) {
        return answered(change.adjustStock(productId, bodies.read(body), command(request)));
    }
}
