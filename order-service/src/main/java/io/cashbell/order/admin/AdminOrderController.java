package io.cashbell.order.admin;

import io.cashbell.order.admin.OwnerViews.ListView;
import io.cashbell.order.admin.OwnerViews.OwnedOrder;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.util.Optional;

/** Shows the owner their orders. */
@Controller("/api/admin")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "admin")
class AdminOrderController {
    private static final String MANY =
            "Newest first. from and to are moments by RFC 3339 or days of the shop; to is not"
                    + " included, unless it is a day. q is an order's id, a phone number, the"
                    + " gateway's number, the parcel's, a mail address, or part of a name; give"
                    + " from and to with it where there are many orders. A page may be short and"
                    + " not the last: nextCursor says so.";

    private final OwnerOrders orders;
    private final AdminConfig config;

    AdminOrderController(OwnerOrders orders, AdminConfig config) {
        this.orders = orders;
        this.config = config;
    }

    /** A page of the orders that are asked for. */
    @Get("/orders")
    @Operation(summary = "Orders, newest first", description = MANY)
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {
                                "created",
                                "paid",
                                "shipped",
                                "cancelled",
                                "expired",
                                "refunded"
                            }))
    @Parameter(name = "paymentMethod", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "phone", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "from", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "to", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "q", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "400", description = "A parameter is not correct; see errors")
    @ApiResponse(responseCode = "401", description = "Not the owner")
    MutableHttpResponse<ListView> list(HttpRequest<?> request) {
        FilterReader.Wanted wanted = wanted(request);
        ListedOrders.Page page = orders.page(wanted.filter(), wanted.cursor(), wanted.limit());
        return HttpResponse.ok(
                new ListView(
                        page.orders().stream().map(OwnerViews::listed).toList(),
                        page.next().orElse(null)));
    }

    /** Everything about one order. */
    @Get("/orders/{orderId}")
    @Operation(summary = "One order with buyer, refunds and timeline")
    @ApiResponse(responseCode = "200", description = "The order as it stands")
    @ApiResponse(responseCode = "401", description = "Not the owner")
    @ApiResponse(responseCode = "404", description = "No such order")
    MutableHttpResponse<OwnedOrder> order(@PathVariable String orderId) {
        return HttpResponse.ok(OwnerViews.whole(orders.get(orderId)));
    }

    /** The orders that are asked for, for a spreadsheet. */
    @Get("/orders.csv")
    @Produces("text/csv")
    @Operation(summary = "Orders as CSV, all pages", description = MANY)
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "paymentMethod", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "phone", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "from", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "to", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "q", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @ApiResponse(responseCode = "200", description = "CSV in UTF-8, the newest order first")
    @ApiResponse(responseCode = "400", description = "A parameter is not correct; see errors")
    @ApiResponse(responseCode = "401", description = "Not the owner")
    MutableHttpResponse<InputStream> csv(HttpRequest<?> request) {
        return HttpResponse.<InputStream>ok(orders.csv(wanted(request).filter()))
                .contentType(MediaType.of("text/csv; charset=utf-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"orders.csv\"");
    }

    /** The orders that are asked for, for a program. */
    @Get("/orders.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Orders as JSON, all pages in one answer",
            description =
                    MANY
                            + " The answer is written while orders are read; where that fails it"
                            + " breaks off and is no JSON.")
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "paymentMethod", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "phone", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "from", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "to", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "q", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            description = "{\"items\": […]}, each as in a page, the newest order first")
    @ApiResponse(responseCode = "400", description = "A parameter is not correct; see errors")
    @ApiResponse(responseCode = "401", description = "Not the owner")
    MutableHttpResponse<InputStream> json(HttpRequest<?> request) {
        return HttpResponse.<InputStream>ok(orders.json(wanted(request).filter()))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"orders.json\"");
    }

    private FilterReader.Wanted wanted(HttpRequest<?> request) {
        var parameters = request.getParameters();
        return FilterReader.read(
                parameters.names(),
                name -> Optional.ofNullable(parameters.get(name)),
                config.zone());
    }
}
