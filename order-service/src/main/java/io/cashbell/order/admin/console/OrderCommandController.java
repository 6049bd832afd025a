package io.cashbell.order.admin.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.Order;
import io.cashbell.order.admin.CommandKind;
import io.cashbell.order.admin.NoteRequest;
import io.cashbell.order.admin.OwnerCommands;
import io.cashbell.order.admin.OwnerOrders;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.cancellation.CancelRequest;
import io.cashbell.order.fulfilment.CollectRequest;
import io.cashbell.order.fulfilment.ShipRequest;
import io.cashbell.order.refund.RefundRequest;
import io.cashbell.order.request.IdempotencyKey;
import io.cashbell.web.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the console lets people do to an order: the same commands as the API's, under the name of
 * who is signed in. A form's key makes of two clicks one command.
 */
@Hidden
@Controller("/admin/orders/{orderId}")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(Role.OPERATE)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class OrderCommandController {
    private static final Map<String, CommandKind> HANDLING =
            Stream.of(
                            ShipRequest.COMMAND,
                            CollectRequest.COMMAND,
                            CancelRequest.COMMAND,
                            NoteRequest.COMMAND)
                    .collect(Collectors.toMap(CommandKind::name, kind -> kind));

    private final OwnerCommands commands;
    private final OwnerOrders orders;
    private final Frames frames;
    private final Views views;

    OrderCommandController(OwnerCommands commands, OwnerOrders orders, Frames frames, Views views) {
        this.commands = commands;
        this.orders = orders;
        this.frames = frames;
        this.views = views;
    }

    @Post("/{command:ship|collect|cancel|note}")
    HttpResponse<?> handle(
            HttpRequest<?> request,
            Authentication who,
            @PathVariable String orderId,
            @PathVariable String command,
            @Body Map<String, String> form) {
        return obey(
                Objects.requireNonNull(HANDLING.get(command), command),
                orderId,
                form,
                request,
                who);
    }

    @Post("/refund")
    @Secured(Role.PAY_BACK)
    HttpResponse<?> refund(
            HttpRequest<?> request,
            Authentication who,
            @PathVariable String orderId,
            @Body Map<String, String> form) {
        Map<String, String> whole = new HashMap<>(form);
        // To the API no amount is all that is left; a form without one is not complete.
        whole.putIfAbsent("amount", "");
        return obey(RefundRequest.COMMAND, orderId, whole, request, who);
    }

    private HttpResponse<?> obey(
            CommandKind kind,
            String orderId,
            Map<String, String> form,
            HttpRequest<?> request,
            Authentication who) {
        Order order = orders.get(orderId);
        try {
            commands.obey(
                    orderId,
                    kind,
                    json(form, order),
                    IdempotencyKey.of(Optional.ofNullable(form.get("key")).stream().toList()),
                    who.getName());
            return HttpResponse.seeOther(URI.create("/admin/orders/" + order.id().value()));
        } catch (ProblemException refused) {
            Page page = frames.of(request, who).at("/admin/orders/" + order.id().value());
            return views.page(
                    HttpStatus.valueOf(refused.type().status()),
                    "order",
                    Map.of(
                            "page", page,
                            "shown",
                                    OrderPage.of(
                                            orders.get(orderId),
                                            EventIds.next(),
                                            new TypedCommand(kind.name(), form)),
                            "error", RefusalText.of(refused, page.words())));
        }
    }

    /**
     * The body that the API would take: texts that were left empty are not given, and one of
     * several lines is one line.
     */
    private static ObjectNode json(Map<String, String> form, Order order) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        form.forEach(
                (name, value) -> {
                    if (name.equals("amount")) {
                        json.putObject(name)
                                .put("amount", value.strip().replace(",", ""))
                                .put("currency", order.total().currency().name());
                    } else if (!name.equals("key") && !value.isBlank()) {
                        json.put(name, ShopForms.oneLine(value));
                    }
                });
        return json;
    }
}
