package io.cashbell.order.lookup;

import io.cashbell.order.AccessToken;
import io.cashbell.order.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows one order to who may see it. */
@Controller("/api/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "orders")
class OrderController {
    private final FindOrder findOrder;
    private final OrderViews views;
    private final OrderStreams streams;
    private final Clock clock;

    OrderController(FindOrder findOrder, OrderViews views, OrderStreams streams, Clock clock) {
        this.findOrder = findOrder;
        this.views = views;
        this.streams = streams;
        this.clock = clock;
    }

    /** The order as it stands, for who has its token or knows the buyer's phone number. */
    @Get("/{orderId}")
    @Operation(summary = "One order, without personal data")
    @ApiResponse(responseCode = "200", description = "The order as it stands")
    @ApiResponse(responseCode = "404", description = "No such order, or not yours")
    @ApiResponse(responseCode = "429", description = "Too many wrong phoneTail; see Retry-After")
    MutableHttpResponse<OrderView> order(
            @PathVariable String orderId,
            @Nullable @QueryValue String token,
            @Nullable @QueryValue String phoneTail) {
        return HttpResponse.ok(view(orderId, token, phoneTail))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Tells each change as it happens, until the order is over or ten minutes are. */
    // A HEAD would take a place that nobody gives back, for there is no body to read to its end.
    @Get(uri = "/{orderId}/events", headRoute = false)
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @Operation(
            summary = "The order's changes as server-sent events",
            description = "Event `order` with the data of GET /api/orders/{orderId}.")
    @ApiResponse(responseCode = "200", description = "A stream of events")
    @ApiResponse(responseCode = "204", description = "You know all that will ever happen")
    @ApiResponse(responseCode = "404", description = "No such order, or not yours")
    MutableHttpResponse<InputStream> events(
            @PathVariable String orderId,
            @Nullable @QueryValue String token,
            @Nullable @Header("Last-Event-ID") String lastEventId) {
        AccessToken claimed = new AccessToken(required(token));
        Order order = findOrder.byToken(orderId, claimed);
        // A browser asks again when a stream ends; only this answer makes it stop.
        if (order.isOver() && Long.toString(order.version()).equals(lastEventId)) {
            return HttpResponse.noContent();
        }
        return HttpResponse.<InputStream>ok(streams.open(order, claimed))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // Proxies of the nginx kind hold answers back otherwise.
                .header("X-Accel-Buffering", "no");
    }

    private OrderView view(String orderId, @Nullable String token, @Nullable String phoneTail) {
        if (token != null) {
            AccessToken claimed = new AccessToken(token);
            return views.forHolder(findOrder.byToken(orderId, claimed), claimed, clock.instant());
        }
        return views.forGuest(findOrder.byPhoneTail(orderId, required(phoneTail)));
    }

    /** Who proves nothing is told what everybody is told who has not the right proof. */
    private static String required(@Nullable String proof) {
        return Optional.ofNullable(proof).orElseThrow(FindOrder::notFound);
    }
}
