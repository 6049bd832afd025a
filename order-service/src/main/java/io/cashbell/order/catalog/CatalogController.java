package io.cashbell.order.catalog;

import io.cashbell.web.problem.CommonProblem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;

/** What a frontend asks before it shows anything. */
@Controller("/api")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "catalog")
class CatalogController {
    private final CatalogCache cache;
    private final Clock clock;

    CatalogController(CatalogCache cache, Clock clock) {
        this.cache = cache;
        this.clock = clock;
    }

    /** Whether the shop is open, what it announces, how one can pay. */
    @Get("/site")
    @Operation(summary = "Whether the shop is open, what it announces, and how one can pay")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SiteView.class)))
    @ApiResponse(
            responseCode = "304",
            description = "As you know it: your If-None-Match is current")
    HttpResponse<byte[]> site(HttpRequest<?> request) {
        return cache.current().siteAnswer(request, clock.instant());
    }

    /** What can be ordered, and at which price. */
    @Get("/products")
    @Operation(summary = "The products in the shop, with their prices by currency")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProductsView.class)))
    @ApiResponse(
            responseCode = "304",
            description = "As you know them: your If-None-Match is current")
    HttpResponse<byte[]> products(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "" + ProductPages.USUAL) int limit,
            @Nullable @QueryValue String cursor) {
        if (limit < 1 || limit > ProductPages.MOST) {
            throw CommonProblem.INVALID_REQUEST.because("limit is 1 to " + ProductPages.MOST + ".");
        }
        ProductPages pages = cache.current().pages();
        return cursor == null
                ? pages.first(limit).to(request)
                : pages.after(cursor, limit)
                        .orElseThrow(() -> CommonProblem.INVALID_REQUEST.because("Unknown cursor."))
                        .to(request);
    }
}
