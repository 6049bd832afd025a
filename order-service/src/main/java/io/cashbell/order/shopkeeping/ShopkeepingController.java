package io.cashbell.order.shopkeeping;

import static io.cashbell.order.shopkeeping.ShopAnswers.answered;
import static io.cashbell.order.shopkeeping.ShopAnswers.command;
import static io.cashbell.order.shopkeeping.ShopAnswers.seen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.order.request.JsonBodies;
import io.cashbell.order.shopkeeping.ShopListViews.Changes;
import io.cashbell.order.shopkeeping.ShopListViews.Products;
import io.cashbell.web.problem.CommonProblem;
import io.micronaut.core.annotation.Nullable;
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
import io.micronaut.http.annotation.QueryValue;
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
import java.util.Optional;

/** Lets the owner read and change products and site. */
@Controller("/api/admin")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "admin")
class ShopkeepingController {
    private static final int MOST = 100;

    private final ReadShop shop;
    private final ChangeShop change;
    private final JsonBodies bodies;
    private final ObjectMapper json;

    ShopkeepingController(ReadShop shop, ChangeShop change, JsonBodies bodies, ObjectMapper json) {
        this.shop = shop;
        this.change = change;
        this.bodies = bodies;
        this.json = json;
    }

    /** A page of all products. */
    @Get("/products")
    @Operation(summary = "All products, also those that are not shown, in the order of the shop")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "400", description = "A parameter is not correct")
    @ApiResponse(responseCode = "401", description = "Not the owner")
    Products ownedProducts(
            @QueryValue(defaultValue = "20") int limit, @Nullable @QueryValue String cursor) {
        ReadShop.ProductPage page = shop.products(Optional.ofNullable(cursor), known(limit));
        return new Products(page.products(), page.next().orElse(null));
    }

    /** One product, as it was last written. */
    @Get("/products/{productId}")
    @Operation(summary = "One product; its ETag is for If-Match")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProductRequest.class)))
    @ApiResponse(responseCode = "401", description = "Not the owner")
    @ApiResponse(responseCode = "404", description = "No such product")
    MutableHttpResponse<String> ownedProduct(@PathVariable String productId) {
        return seen(shop.product(productId));
    }

    /** Adds a product. */
    @Post("/products")
    @ShopCommand
    @Operation(
            summary = "A new product",
            description = "It is shown and can be ordered, unless it says otherwise.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    ProductRequest.class))))
    @ApiResponse(
            responseCode = "201",
            description = "The product; its address in Location",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProductRequest.class)))
    @ApiResponse(responseCode = "409", description = "There is such a product, or no room for it")
    MutableHttpResponse<String> createProduct(@Body byte[] body, HttpRequest<?> request) {
        JsonNode product = bodies.read(body);
        return answered(change.create(product, command(request)))
                .header(
                        HttpHeaders.LOCATION,
                        "/api/admin/products/" + product.path("id").asText().strip());
    }

    /** Changes a product. */
    @Put("/products/{productId}")
    @ShopCommand
    @Operation(
            summary = "Another name, price or standing of a product",
            description =
                    "Replaces it; description, available and active stay as they are where they"
                            + " are left out. Orders that were placed keep their prices.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    ProductRequest.class))),
            parameters = {
                @Parameter(
                        name = HttpHeaders.IF_MATCH,
                        in = ParameterIn.HEADER,
                        description = ShopAnswers.MATCH,
                        schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The product as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProductRequest.class)))
    @ApiResponse(responseCode = "404", description = "No such product")
    @ApiResponse(responseCode = "409", description = "There is no room for it")
    MutableHttpResponse<String> replaceProduct(
            @PathVariable String productId, @Body byte[] body, HttpRequest<?> request) {
        return answered(change.replace(productId, bodies.read(body), command(request)));
    }

    /** The site, as it was last written. */
    @Get("/site")
    @Operation(summary = "Whether the shop is open, and what it announces when")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SiteRequest.class)))
    @ApiResponse(responseCode = "401", description = "Not the owner")
    MutableHttpResponse<String> ownedSite() {
        return seen(shop.site());
    }

    /** Opens or closes the shop, announces, and switches ways to pay. */
    @Put("/site")
    @ShopCommand
    @Operation(
            summary = "Open or closed, announcement, ways to pay",
            description =
                    "Orders feel it within 5 seconds, frontends within 60. flags and methodsOff"
                            + " stay as they are where they are left out.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = SiteRequest.class))),
            parameters = {
                @Parameter(
                        name = HttpHeaders.IF_MATCH,
                        in = ParameterIn.HEADER,
                        description = ShopAnswers.MATCH,
                        schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The site as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SiteRequest.class)))
    MutableHttpResponse<String> replaceSite(@Body byte[] body, HttpRequest<?> request) {
        return answered(change.replaceSite(bodies.read(body), command(request)));
    }

    /** Who changed what of the shop. */
    @Get("/changes")
    @Operation(summary = "Changes of products, site and console accounts, newest first")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "400", description = "A parameter is not correct")
    @ApiResponse(responseCode = "401", description = "Not the owner")
    Changes shopChanges(
            @QueryValue(defaultValue = "20") int limit, @Nullable @QueryValue String cursor) {
        KeptShop.Page page = shop.changes(Optional.ofNullable(cursor), known(limit));
        return new Changes(
                page.changes().stream().map(each -> ChangeView.of(each, json)).toList(),
                page.next().orElse(null));
    }

    private static int known(int limit) {
        if (limit < 1 || limit > MOST) {
            throw CommonProblem.INVALID_REQUEST.because("limit is 1 to " + MOST + ".");
        }
        return limit;
    }
}
