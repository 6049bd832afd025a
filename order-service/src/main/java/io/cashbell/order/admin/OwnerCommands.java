package io.cashbell.order.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.Digest;
import io.cashbell.order.IllegalTransitionException;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderId;
import io.cashbell.order.OrderNews;
import io.cashbell.order.Orders;
import io.cashbell.order.TimelineEntry;
import io.cashbell.order.UnknownOrderException;
import io.cashbell.order.lookup.OrderChanges;
import io.cashbell.order.problem.ProblemTypes;
import io.cashbell.order.request.CanonicalJson;
import io.cashbell.order.request.IdempotencyKey;
import io.cashbell.order.request.JsonBodies;
import io.cashbell.order.request.JsonFields;
import io.cashbell.web.command.CommandProblem;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import io.cashbell.web.problem.ProblemException;
import io.cashbell.web.security.AdminApiFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an order obey its owner: each command is one conditional write that holds the change, the
 * line of the timeline, the event and the name of the command, so that it is obeyed once, however
 * often it is sent.
 *
 * <p>An idempotency key names a command of one order, for as long as the order exists. A refusal
 * leaves it free.
 */
@Singleton
public class OwnerCommands {
    /** Who has the token and no name. */
    private static final String ANYBODY = "api";

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final Logger log = LoggerFactory.getLogger(OwnerCommands.class);
    private static final int ID_BYTES = 16;
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private final Orders orders;
    private final OrderChanges changes;
    private final JsonBodies bodies;
    private final Clock clock;
    private final MeterRegistry meters;

    OwnerCommands(
            Orders orders,
            OrderChanges changes,
            JsonBodies bodies,
            Clock clock,
            MeterRegistry meters) {
        this.orders = orders;
        this.changes = changes;
        this.bodies = bodies;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * What became of a command.
     *
     * @param entry the line that it made in the order's timeline
     * @param repeated whether it was obeyed before
     */
    public record Obeyed(Order order, TimelineEntry entry, boolean repeated) {}

    /**
     * @param body empty where nothing was sent, which is right where no member is required
     * @throws ProblemException if there is no such order, the body is not right, the order does not
     *     allow it, or the key names another command
     */
    public MutableHttpResponse<ObeyedView> obey(
            String orderId, CommandKind kind, byte[] body, HttpRequest<?> request) {
        Optional<IdempotencyKey> key =
                IdempotencyKey.of(request.getHeaders().getAll(IdempotencyKey.HEADER));
        Obeyed obeyed =
                obey(
                        orderId,
                        kind,
                        bodies.read(body.length == 0 ? NOTHING : body),
                        key,
                        AdminApiFilter.whoAsks(request).orElse(ANYBODY));
        return answer(obeyed.order(), obeyed.entry(), obeyed.repeated() && key.isPresent());
    }

    /**
     * @param actor who commands it
     * @throws ProblemException if there is no such order, the body is not right, the order does not
     *     allow it, or the key names another command
     */
    public Obeyed obey(
            String orderId,
            CommandKind kind,
            JsonNode json,
            Optional<IdempotencyKey> key,
            String actor) {
        OrderId id = OrderId.find(orderId).orElseThrow(OwnerCommands::notFound);
        String name = kind.name();
        String command = key.map(known -> name(id, known)).orElseGet(EventIds::next);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        OrderNews news =
                new OrderNews(
                        fact(json, kind, command, now),
                        now,
                        new OrderNews.Source.Command(
                                actor,
                                command,
                                Digest.of(name + ' ' + CanonicalJson.digest(json).value())));
        Orders.Change change = hear(id, news, name);
        return switch (change) {
            case Orders.Change.Changed(var order, _) -> {
                changes.announce(id);
                log.atInfo()
                        .addKeyValue("orderId", id)
                        .addKeyValue("command", name)
                        .log("The owner's command is obeyed");
                meters.counter("orders.commands", "command", name, "outcome", "obeyed").increment();
                yield new Obeyed(order, order.timeline().find(command).orElseThrow(), false);
            }
            case Orders.Change.Repeated(var order, var entry) -> new Obeyed(order, entry, true);
            case Orders.Change.NameTaken _ ->
                    throw CommandProblem.IDEMPOTENCY_KEY_REUSED.because(
                            "Another command was given to the order under this key.");
            case Orders.Change.Unchanged(var order) ->
                    throw new IllegalStateException(
                            "A command changed nothing of order " + order.id());
        };
    }

    private Orders.Change hear(OrderId id, OrderNews news, String name) {
        try {
            return orders.hear(id, news);
        } catch (UnknownOrderException e) {
            throw notFound();
        } catch (IllegalTransitionException refused) {
            meters.counter("orders.commands", "command", name, "outcome", "refused").increment();
            throw ProblemTypes.COMMAND_REFUSED.because(
                    refused.refusal().text(),
                    Map.of(
                            "reason", refused.refusal().reason().code(),
                            "values", refused.refusal().values(),
                            "orderStatus", refused.from().status().text(),
                            "paymentStatus", refused.from().payment().text()));
        }
    }

    private static OrderFact fact(JsonNode json, CommandKind kind, String command, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        Optional<OrderFact> fact =
                kind.reader().read(JsonFields.of(json, "", kind.shape(), errors), command, now);
        if (!errors.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST
                    .because("The command is not complete or not correct.")
                    .withErrors(errors);
        }
        return fact.orElseThrow(() -> new IllegalStateException("A fault was not noted"));
    }

    private static MutableHttpResponse<ObeyedView> answer(
            Order order, TimelineEntry entry, boolean replayed) {
        var response =
                HttpResponse.ok(ObeyedView.of(order, entry))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return replayed ? response.header(REPLAYED, "true") : response;
    }

    /** No two orders and keys are alike: an id has a fixed length. */
    private static String name(OrderId id, IdempotencyKey key) {
        return EventIds.encode(
                Arrays.copyOf(
                        Digest.of("command " + id.value() + ' ' + key.value()).bytes(), ID_BYTES));
    }

    static ProblemException notFound() {
        return ProblemTypes.ORDER_NOT_FOUND.because("There is no such order.");
    }
}
