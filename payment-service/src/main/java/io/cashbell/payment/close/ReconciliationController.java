package io.cashbell.payment.close;

import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.web.command.Commands;
import io.cashbell.web.command.KeyedCommand;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.ProblemException;
import io.cashbell.web.security.AdminApiFilter;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The daily closes, and one on demand. Administrators only, as all below {@code /api/admin}. */
@Controller("/api/admin/reconciliations")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "reconciliation")
class ReconciliationController {

    private static final int MOST = 100;

    private final Closes closes;
    private final CloseGateway gateways;
    private final Optional<CloseRunner> runner;
    private final Commands commands;
    private final Clock clock;

    ReconciliationController(
            Closes closes,
            CloseGateway gateways,
            Optional<CloseRunner> runner,
            Commands commands,
            Clock clock) {
        this.closes = closes;
        this.gateways = gateways;
        this.runner = runner;
        this.commands = commands;
        this.clock = clock;
    }

    /** The days that were closed, newest first. */
    @Get
    @Operation(summary = "The daily closes, newest first")
    ListPage<DayCloseView> list(
            @QueryValue(defaultValue = "20") int limit, @QueryValue @Nullable String cursor) {
        checkLimit(limit);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate oldest = today.minusDays(Closes.KEPT_DAYS);
        // East of Greenwich tomorrow has begun before.
        LocalDate before = cursor == null ? today.plusDays(2) : date(cursor);
        List<DayClose> days = closes.list(before, oldest, limit);
        return new ListPage<>(
                days.stream().map(DayCloseView::of).toList(),
                days.size() < limit ? null : days.getLast().date().toString());
    }

    /** One day that was looked at. */
    @Get("/{date}")
    @Operation(summary = "The close of one day")
    @ApiResponse(responseCode = "404", description = "not-found")
    DayCloseView one(@PathVariable String date) {
        return closes.find(date(date))
                .map(DayCloseView::of)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("There is no such close."));
    }

    /** What differed on one gateway's day, as far as it is kept. */
    @Get("/{date}/{gateway}/differences")
    @Operation(summary = "The differences of one day at one gateway")
    @ApiResponse(responseCode = "404", description = "not-found")
    ListPage<DifferenceView> differences(
            @PathVariable String date,
            @PathVariable String gateway,
            @QueryValue @Nullable String cursor) {
        LocalDate day = date(date);
        GatewayName name = name(gateway);
        int page = page(cursor);
        int kept =
                closes.find(day)
                        .flatMap(close -> close.of(name))
                        .map(GatewayClose::kept)
                        .orElseThrow(
                                () -> CommonProblem.NOT_FOUND.because("There is no such close."));
        return new ListPage<>(
                closes.differences(day, name, page).stream().map(DifferenceView::of).toList(),
                (page + 1) * Closes.PAGE < kept ? Integer.toString(page + 1) : null);
    }

    /**
     * Asks for a close, or for another one. The same request again asks for nothing more while the
     * first one waits, and repairs nothing twice at any time.
     */
    @Post
    @KeyedCommand
    @Operation(summary = "Close a day now; done already, once more")
    @ApiResponse(
            responseCode = "202",
            description = "It is being done; see the list",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DayCloseView.class)))
    @ApiResponse(responseCode = "400", description = "invalid-request")
    @ApiResponse(
            responseCode = "422",
            description = "unprocessable: the day is not over; idempotency-key-reused")
    MutableHttpResponse<DayCloseView> close(
            HttpRequest<?> http, @Body @Valid ReconciliationRequest request) {
        return commands.once(
                http, request, HttpStatus.ACCEPTED, DayCloseView.class, () -> asked(request, http));
    }

    private DayCloseView asked(ReconciliationRequest request, HttpRequest<?> http) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Set<GatewayName> wanted = wanted(request.gateway());
        for (GatewayName name : wanted) {
            LocalDate today = BusinessDay.of(now, name.currency()).date();
            if (!request.date().isBefore(today)
                    || request.date().isBefore(today.minusDays(Closes.KEPT_DAYS))) {
                throw CommonProblem.UNPROCESSABLE.because(
                        "A day can be closed once it is over, and for "
                                + Closes.KEPT_DAYS
                                + " days.");
            }
        }
        DayClose day =
                closes.ask(
                        request.date(), wanted, now, AdminApiFilter.whoAsks(http).orElse("nobody"));
        runner.ifPresent(CloseRunner::wake);
        return DayCloseView.of(day);
    }

    private Set<GatewayName> wanted(@Nullable String gateway) {
        if (gateway == null) {
            return Set.copyOf(gateways.offered());
        }
        GatewayName name = name(gateway);
        if (!gateways.offered().contains(name)) {
            throw invalid("This shop has no keys of that gateway.");
        }
        return Set.of(name);
    }

    private static GatewayName name(String gateway) {
        return GatewayName.find(gateway).orElseThrow(() -> invalid("There is no such gateway."));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            throw invalid("A date is written as 2026-03-14.");
        }
    }

    private static int page(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        if (!cursor.matches("\\d{1,4}")) {
            throw invalid("The cursor is none of ours.");
        }
        return Integer.parseInt(cursor);
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw invalid("The limit is from 1 to 100.");
        }
    }

    private static ProblemException invalid(String detail) {
        return CommonProblem.INVALID_REQUEST.because(detail);
    }
}
