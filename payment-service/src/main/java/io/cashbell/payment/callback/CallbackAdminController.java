package io.cashbell.payment.callback;

import io.cashbell.payment.CallbackId;
import io.cashbell.payment.Callbacks;
import io.cashbell.payment.Callbacks.Page;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.problem.AdminProblem;
import io.cashbell.web.command.Commands;
import io.cashbell.web.command.KeyedCommand;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import io.cashbell.web.problem.ProblemException;
import io.cashbell.web.security.AdminApiFilter;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The callback desk, for the owner. */
@Controller("/api/admin/callbacks")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "administration")
class CallbackAdminController {

    private final Callbacks callbacks;
    private final ReplayCallback replays;
    private final CallbackConfig config;
    private final Commands commands;
    private final Clock clock;

    CallbackAdminController(
            Callbacks callbacks,
            ReplayCallback replays,
            CallbackConfig config,
            Commands commands,
            Clock clock) {
        this.callbacks = callbacks;
        this.replays = replays;
        this.config = config;
        this.commands = commands;
        this.clock = clock;
    }

    /** Latest first. A page may be short, even empty, and yet have a next one. */
    @Get
    @Operation(summary = "What gateways sent, of one order or of all, latest first")
    CallbackView.Page list(
            @QueryValue @Nullable String orderId,
            @QueryValue @Nullable String cursor,
            @QueryValue(defaultValue = "20") @Min(1) @Max(100) int limit) {
        Instant now = clock.instant();
        CallbackId before = cursor == null ? null : id(cursor);
        Page page =
                orderId == null
                        ? callbacks.before(
                                // Instances' clocks differ a little; nothing is to be missed.
                                before == null
                                        ? CallbackId.firstAt(now.plus(1, ChronoUnit.MINUTES))
                                        : before,
                                now.minus(config.retentionDays(), ChronoUnit.DAYS),
                                limit)
                        : callbacks.ofOrder(order(orderId), before, limit);
        CallbackId next = page.next();
        return new CallbackView.Page(
                page.callbacks().stream().map(CallbackView::of).toList(),
                next == null ? null : next.value());
    }

    @Get("/{id}")
    @Operation(summary = "One callback with the verdict of each check")
    @ApiResponse(responseCode = "404", description = "callback-not-found")
    CallbackView one(@PathVariable String id) {
        return callbacks
                .find(named(id))
                .map(kept -> CallbackView.of(kept, callbacks.lastReplay(kept.id()).orElse(null)))
                .orElseThrow(() -> unknown(id));
    }

    /** Repeating it changes nothing more than the first time did. */
    @Post("/{id}/replay")
    @KeyedCommand
    @Operation(summary = "Settle a verified callback again; it can have no second effect")
    @ApiResponse(responseCode = "404", description = "callback-not-found")
    @ApiResponse(responseCode = "409", description = "callback-not-replayable")
    MutableHttpResponse<CallbackView.Replayed> replay(
            @PathVariable String id, HttpRequest<?> request) {
        return commands.once(
                request,
                "",
                HttpStatus.OK,
                CallbackView.Replayed.class,
                () -> replayed(id, request));
    }

    private CallbackView.Replayed replayed(String id, HttpRequest<?> request) {
        var replay = replays.replay(named(id), AdminApiFilter.whoAsks(request).orElse("nobody"));
        return new CallbackView.Replayed(
                id,
                replay.settlement().label(),
                replay.settlement().isAcknowledged(),
                CallbackWords.change(replay.settlement()),
                replay.checks().stream().map(CallbackView.Check::of).toList());
    }

    private static CallbackId named(String id) {
        if (!CallbackId.isCallbackId(id)) {
            throw unknown(id);
        }
        return new CallbackId(id);
    }

    private static ProblemException unknown(String id) {
        return AdminProblem.CALLBACK_NOT_FOUND.because(
                CallbackId.isCallbackId(id)
                        ? "no callback " + id + " is kept"
                        : "no callback has such an id");
    }

    private static CallbackId id(String cursor) {
        if (!CallbackId.isCallbackId(cursor)) {
            throw invalid("/cursor", "is not one that was given out here");
        }
        return new CallbackId(cursor);
    }

    private static OrderId order(String orderId) {
        if (!OrderId.isOrderId(orderId)) {
            throw invalid("/orderId", "is not an order's id");
        }
        return new OrderId(orderId);
    }

    private static ProblemException invalid(String pointer, String detail) {
        return CommonProblem.INVALID_REQUEST
                .because(pointer + " " + detail)
                .withErrors(List.of(new FieldError(pointer, detail)));
    }
}
