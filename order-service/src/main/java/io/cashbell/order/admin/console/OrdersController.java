package io.cashbell.order.admin.console;

import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.admin.AdminConfig;
import io.cashbell.order.admin.FilterReader;
import io.cashbell.order.admin.ListedOrders;
import io.cashbell.order.admin.OwnerOrders;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.today.StatusCounts;
import io.cashbell.web.problem.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The orders, and each of them. */
@Hidden
@Controller("/admin/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(Role.VIEW)
@Produces(MediaType.TEXT_HTML)
class OrdersController {
    private static final Set<String> FIELDS =
            Set.of("status", "paymentMethod", "phone", "from", "to", "q", "cursor");
    private static final List<String> STATUSES =
            Arrays.stream(OrderStatus.values()).map(OrderStatus::text).toList();
    private static final List<String> METHODS =
            Arrays.stream(PaymentMethod.values()).map(PaymentMethod::code).toList();

    private static final long LONGEST_COUNT = 999;

    private final OwnerOrders orders;
    private final StatusCounts counts;
    private final AdminConfig config;
    private final Frames frames;
    private final Views views;

    OrdersController(
            OwnerOrders orders,
            StatusCounts counts,
            AdminConfig config,
            Frames frames,
            Views views) {
        this.orders = orders;
        this.counts = counts;
        this.config = config;
        this.frames = frames;
        this.views = views;
    }

    @Get("/")
    HttpResponse<?> list(HttpRequest<?> request, Authentication who) {
        Map<String, String> filter = filter(request);
        Map<String, Object> values = new HashMap<>();
        Page page = frames.of(request, who);
        values.put("page", page);
        values.put("filter", filter);
        values.put("statuses", STATUSES);
        values.put("key", EventIds.next());
        values.put("methods", METHODS);
        values.put("csv", "/admin/orders/export.csv" + query(filter, Optional.empty()));
        values.put("json", "/admin/orders/export.json" + query(filter, Optional.empty()));
        try {
            FilterReader.Wanted wanted = wanted(filter);
            ListedOrders.Page found = orders.page(wanted.filter(), wanted.cursor(), wanted.limit());
            values.put("errors", List.<String>of());
            values.put(
                    "rows",
                    new OrderRows(
                            found.orders().stream().map(OrderRows.Row::of).toList(),
                            found.next()
                                    .map(next -> "/admin/orders" + query(filter, Optional.of(next)))
                                    .orElse("")));
            return views.page("orders", values);
        } catch (ProblemException wrong) {
            if (wrong.errors().isEmpty()) {
                throw wrong;
            }
            values.put(
                    "errors",
                    wrong.errors().stream()
                            .map(error -> FaultText.labelled(error, page.words()))
                            .toList());
            values.put("rows", new OrderRows(List.of(), ""));
            return views.page(HttpStatus.valueOf(wrong.type().status()), "orders", values);
        }
    }

    /** The tabs once more, with how many orders each has: asked for when the page is there. */
    @Get("/tabs")
    HttpResponse<?> tabs(
            HttpRequest<?> request,
            Authentication who,
            @QueryValue(defaultValue = "") String status) {
        Map<String, String> texts =
                counts.current().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        each -> each.getKey().text(),
                                        each -> each.getValue().text(LONGEST_COUNT)));
        return views.page(
                "order-tabs",
                Map.of(
                        "page", frames.of(request, who),
                        "statuses", STATUSES,
                        "selected", status,
                        "counts", texts));
    }

    @Get("/export.csv")
    @Produces("text/csv")
    HttpResponse<InputStream> csv(HttpRequest<?> request) {
        return HttpResponse.<InputStream>ok(orders.csv(wanted(filter(request)).filter()))
                .contentType(MediaType.of("text/csv; charset=utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"orders.csv\"");
    }

    @Get("/export.json")
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<InputStream> json(HttpRequest<?> request) {
        return HttpResponse.<InputStream>ok(orders.json(wanted(filter(request)).filter()))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"orders.json\"");
    }

    @Get("/{orderId}")
    HttpResponse<?> order(
            HttpRequest<?> request, Authentication who, @PathVariable String orderId) {
        return views.page(
                "order",
                Map.of(
                        "page", frames.of(request, who),
                        "shown", OrderPage.of(orders.get(orderId), EventIds.next()),
                        "error", ""));
    }

    /** Where a form's address is all that a browser kept of a page: the order that it was for. */
    @Get("/{orderId}/{command:ship|collect|cancel|note|refund}")
    HttpResponse<?> afterCommand(@PathVariable String orderId, @PathVariable String command) {
        return HttpResponse.seeOther(
                URI.create("/admin/orders/" + orders.get(orderId).id().value()));
    }

    /** What of an order's page changes by itself; nothing while it has not changed. */
    @Get("/{orderId}/state")
    HttpResponse<?> state(
            HttpRequest<?> request,
            Authentication who,
            @PathVariable String orderId,
            @QueryValue(defaultValue = "0") long version,
            @QueryValue(defaultValue = "") String left) {
        OrderPage shown = OrderPage.next(orders.get(orderId), EventIds.next(), left);
        return shown.version() == version
                ? HttpResponse.noContent()
                : views.page(
                        "order-state", Map.of("page", frames.of(request, who), "shown", shown));
    }

    private FilterReader.Wanted wanted(Map<String, String> filter) {
        return FilterReader.read(
                filter.keySet(), name -> Optional.ofNullable(filter.get(name)), config.zone());
    }

    /** Forms send empty fields, too. */
    private static Map<String, String> filter(HttpRequest<?> request) {
        var parameters = request.getParameters();
        Map<String, String> filter = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            String value = parameters.get(name);
            if (FIELDS.contains(name) && value != null && !value.isBlank()) {
                filter.put(name, value);
            }
        }
        return filter;
    }

    private static String query(Map<String, String> filter, Optional<String> cursor) {
        Map<String, String> asked = new LinkedHashMap<>(filter);
        asked.remove("cursor");
        cursor.ifPresent(next -> asked.put("cursor", next));
        return asked.isEmpty()
                ? ""
                : asked.entrySet().stream()
                        .map(
                                each ->
                                        each.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
