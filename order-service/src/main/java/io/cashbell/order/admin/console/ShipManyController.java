package io.cashbell.order.admin.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.admin.OwnerCommands;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fulfilment.ShipRequest;
import io.cashbell.order.request.IdempotencyKey;
import io.cashbell.web.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Marks many orders as shipped. Each is a command of its own, so that one that is refused keeps no
 * other back; the page that answers says of each what became of it. Sent twice, it ships once.
 */
@Hidden
@Controller("/admin/orders/ship")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(Role.OPERATE)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class ShipManyController {
    private static final int MOST = 100;

    /** A ticked box is named so, and then by the order. */
    private static final String BOX = "order.";

    private final OwnerCommands commands;
    private final Frames frames;
    private final Views views;

    ShipManyController(OwnerCommands commands, Frames frames, Views views) {
        this.commands = commands;
        this.frames = frames;
        this.views = views;
    }

    @Post
    HttpResponse<?> ship(
            HttpRequest<?> request, Authentication who, @Body Map<String, String> form) {
        List<String> ids =
                form.keySet().stream()
                        .filter(name -> name.startsWith(BOX))
                        .map(name -> name.substring(BOX.length()))
                        .sorted()
                        .toList();
        if (ids.isEmpty() || ids.size() > MOST) {
            String error = ids.isEmpty() ? "bulk.none" : "bulk.too-many";
            return page(HttpStatus.BAD_REQUEST, request, who, error, List.of());
        }
        Optional<IdempotencyKey> key =
                IdempotencyKey.of(Optional.ofNullable(form.get("key")).stream().toList());
        ObjectNode parcel = parcel(form);
        Words words = frames.of(request, who).words();
        return page(
                HttpStatus.OK,
                request,
                who,
                "",
                ids.stream().map(id -> ship(id, parcel, key, who.getName(), words)).toList());
    }

    private ShippedLine ship(
            String id, ObjectNode parcel, Optional<IdempotencyKey> key, String actor, Words words) {
        try {
            commands.obey(id, ShipRequest.NUMBER_OPTIONAL, parcel, key, actor);
            return new ShippedLine(id, true, "");
        } catch (ProblemException refused) {
            return new ShippedLine(id, false, RefusalText.of(refused, words));
        }
    }

    private static ObjectNode parcel(Map<String, String> form) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("carrier", "trackingNumber")) {
            String value = form.getOrDefault(field, "");
            if (!value.isBlank()) {
                json.put(field, value);
            }
        }
        return json;
    }

    private HttpResponse<?> page(
            HttpStatus status,
            HttpRequest<?> request,
            Authentication who,
            String error,
            List<ShippedLine> lines) {
        return views.page(
                status,
                "shipped",
                Map.of(
                        "page",
                        frames.of(request, who).at("/admin/orders"),
                        "error",
                        error,
                        "lines",
                        lines));
    }
}
