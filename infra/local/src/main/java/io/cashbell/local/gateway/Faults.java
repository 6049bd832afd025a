package io.cashbell.local.gateway;

import io.cashbell.local.gateway.SandboxGateway.ControlCommand;
import io.cashbell.local.gateway.http.Handler;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one gateway is told to do wrong. A fault belongs to an operation, such as {@code query}, and
 * to the next so many requests for it; several faults of one operation happen in the order in which
 * they were asked for.
 */
public final class Faults {
    private static final int MOST_TIMES = 1_000_000;
    private static final int MOST_FAULTS = 1_000;

    /** The server gives up an exchange after a minute, which would be another fault. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(50);

    /**
     * One order to do wrong.
     *
     * @param left how many requests it still meets
     * @param delayMillis before everything else; with HALF_BODY and LOST_ANSWER after the effect,
     *     so that a caller may give up on something that happened
     */
    public record Ordered(String operation, String fault, int left, long delayMillis, int status) {}

    private record Body(
            @Nullable String operation,
            @Nullable String fault,
            @Nullable Integer times,
            @Nullable Long delayMillis,
            @Nullable Integer status) {}

    private record Planned(String operation, String fault, int left, Duration delay, int status) {
        Planned once() {
            return new Planned(operation, fault, left - 1, delay, status);
        }
    }

    private final String gateway;
    private final Supplier<Reply> throttled;
    private final TreeSet<String> operations = new TreeSet<>();
    private final List<Own> own = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();

    /** A fault of this gateway alone, and of some of its operations. */
    private record Own(
            List<String> operations, String name, String meaning, UnaryOperator<Handler> around) {
        boolean is(String operation, String fault) {
            return operations.contains(operation) && name.equals(fault);
        }

        String described() {
            return name + " (of " + String.join(", ", operations) + "): " + meaning;
        }
    }

    /**
     * @param gateway as it stands in paths
     * @param throttled the gateway's own answer to whoever asks too often
     */
    public Faults(String gateway, Supplier<Reply> throttled) {
        this.gateway = gateway;
        this.throttled = throttled;
    }

    /** The handler, and the faults of this operation around it. */
    public Handler around(String operation, Handler handler) {
        operations.add(operation);
        return request -> {
            var fault = next(operation);
            return fault.isEmpty()
                    ? handler.answer(request)
                    : answer(fault.get(), handler, request);
        };
    }

    /**
     * Adds a fault that only this gateway knows.
     *
     * @param operations that can meet it
     * @param name as the control API spells it
     * @param meaning what happens to the request, as the end of a sentence
     * @param around the operation with the fault, given the operation
     */
    public void add(
            List<String> operations, String name, String meaning, UnaryOperator<Handler> around) {
        own.add(new Own(List.copyOf(operations), name, meaning, around));
    }

    /** The control API's, and a page for people at {@code /faults/{gateway}}. */
    public void addRoutes(Router router) {
        new FaultPage(gateway, this).addRoutes(router);
        router.on("POST", path(), this::order);
        router.on("GET", path(), _ -> list());
        router.on(
                "DELETE",
                path(),
                _ -> {
                    clear();
                    return list();
                });
    }

    /** What each fault does, by its name; a gateway's own come last. */
    Map<String, String> meanings() {
        var meanings = new LinkedHashMap<String, String>();
        for (var fault : Fault.values()) {
            meanings.put(fault.spelled(), fault.meaning());
        }
        own.forEach(
                fault ->
                        meanings.merge(
                                fault.name(),
                                String.join(", ", fault.operations()) + ": " + fault.meaning(),
                                (one, other) -> one + "; " + other));
        return meanings;
    }

    /** For the page about the control API; complete once every operation is known. */
    public List<ControlCommand> commands() {
        var meanings =
                Stream.concat(
                                Arrays.stream(Fault.values())
                                        .map(fault -> fault.spelled() + ": " + fault.meaning()),
                                own.stream().map(Own::described))
                        .collect(Collectors.joining("; "));
        return List.of(
                new ControlCommand(
                        "POST",
                        path(),
                        "{\"operation\": \""
                                + operations.first()
                                + "\", \"fault\": \"slow\", \"times\": 1, \"delayMillis\": 0, \"status\": 500}: the next requests of that operation go wrong. Operations: "
                                + String.join(", ", operations)
                                + ". Faults: "
                                + meanings
                                + ". delayMillis (at most "
                                + LONGEST_DELAY.toMillis()
                                + ") is waited first; with half-body and lost-answer after the effect."),
                new ControlCommand("GET", path(), "Faults that have not happened yet."),
                new ControlCommand("DELETE", path(), "No more of them."));
    }

    /**
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public synchronized void order(
            String operation, String fault, int times, Duration delay, int status) {
        if (!operations.contains(operation)) {
            throw new IllegalArgumentException(
                    "operation must be one of " + String.join(", ", operations));
        }
        if (!known(operation).contains(fault)) {
            throw new IllegalArgumentException(
                    "fault must be one of " + String.join(", ", known(operation)));
        }
        if (times < 1 || times > MOST_TIMES) {
            throw new IllegalArgumentException("times must be 1 to " + MOST_TIMES);
        }
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "delayMillis must be 0 to " + LONGEST_DELAY.toMillis());
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be 400 to 599");
        }
        if (planned.size() >= MOST_FAULTS) {
            throw new IllegalArgumentException("there are " + MOST_FAULTS + " faults already");
        }
        planned.add(new Planned(operation, fault, times, delay, status));
    }

    public synchronized List<Ordered> ordered() {
        return planned.stream()
                .map(
                        one ->
                                new Ordered(
                                        one.operation(),
                                        one.fault(),
                                        one.left(),
                                        one.delay().toMillis(),
                                        one.status()))
                .toList();
    }

    public List<String> operations() {
        return List.copyOf(operations);
    }

    public synchronized void clear() {
        planned.clear();
    }

    private String path() {
        return "/control/" + gateway + "/faults";
    }

    private Reply order(Request request) {
        var body = Json.read(request, Body.class);
        try {
            order(
                    body.operation() == null ? "" : body.operation(),
                    body.fault() == null ? "" : body.fault(),
                    body.times() == null ? 1 : body.times(),
                    Duration.ofMillis(body.delayMillis() == null ? 0 : body.delayMillis()),
                    body.status() == null ? 500 : body.status());
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, String.valueOf(e.getMessage()));
        }
        return list();
    }

    private Reply list() {
        return Json.reply(Map.of("operations", operations(), "items", ordered()));
    }

    private synchronized Optional<Planned> next(String operation) {
        for (int i = 0; i < planned.size(); i++) {
            var one = planned.get(i);
            if (one.operation().equals(operation)) {
                if (one.left() > 1) {
                    planned.set(i, one.once());
                } else {
                    planned.remove(i);
                }
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private List<String> known(String operation) {
        return Stream.concat(
                        Arrays.stream(Fault.values()).map(Fault::spelled),
                        own.stream()
                                .filter(fault -> fault.operations().contains(operation))
                                .map(Own::name))
                .toList();
    }

    private Reply answer(Planned planned, Handler handler, Request request) throws Exception {
        for (var fault : own) {
            if (fault.is(planned.operation(), planned.fault())) {
                Thread.sleep(planned.delay());
                return fault.around().apply(handler).answer(request);
            }
        }
        return ControlWords.read(Fault.class, "fault", planned.fault())
                .play(handler, request, planned.delay(), planned.status(), throttled);
    }
}
