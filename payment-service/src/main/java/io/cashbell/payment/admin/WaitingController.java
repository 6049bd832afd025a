package io.cashbell.payment.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentRecord;
import io.cashbell.payment.PaymentRecord.Closing;
import io.cashbell.payment.PaymentRecord.KeptDispute;
import io.cashbell.payment.WaitingPayments;
import io.cashbell.payment.admin.PaymentView.DisputeView;
import io.cashbell.payment.problem.AdminProblem;
import io.cashbell.payment.refund.RefundView;
import io.cashbell.web.command.Commands;
import io.cashbell.web.command.KeyedCommand;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.security.AdminApiFilter;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a person, for the owner. A page covers so many payments, the longest waiting
 * first; it may be short, even empty, and yet have a next one.
 */
@Controller("/api/admin")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "administration")
class WaitingController {

    private static final int LONGEST_NOTE = 500;
    private static final int LONGEST_CURSOR = 100;

    private final WaitingPayments waiting;
    private final Commands commands;
    private final Clock clock;

    WaitingController(WaitingPayments waiting, Commands commands, Clock clock) {
        this.waiting = waiting;
        this.commands = commands;
        this.clock = clock;
    }

    /** A page of disputes. */
    @Introspected
    @JsonInclude(Include.ALWAYS)
    record Disputes(List<Disputed> items, @Nullable String nextCursor) {}

    /**
     * A dispute and where its payment stands.
     *
     * @param status as the outside contract spells it
     * @param amount of the payment
     */
    @Introspected
    record Disputed(
            String orderId,
            String method,
            String status,
            PaymentView.Money amount,
            DisputeView dispute) {}

    /** A page of refunds that wait for a person. */
    @Introspected
    @JsonInclude(Include.ALWAYS)
    record Refunds(List<ByHand> items, @Nullable String nextCursor) {}

    /** A refund that somebody has to carry out. */
    @Introspected
    record ByHand(String orderId, String method, RefundView refund) {}

    /**
     * A dispute is dealt with.
     *
     * @param dispute its id
     * @param note what came of it, 1 to 500 characters
     */
    @Introspected
    record Done(@Nullable String dispute, @Nullable String note) {}

    @Get("/disputes")
    @Operation(summary = "The disputes that nobody has dealt with, the longest waiting first")
    Disputes disputes(
            @QueryValue @Nullable String cursor,
            @QueryValue(defaultValue = "20") @Min(1) @Max(100) int limit) {
        WaitingPayments.Page page = waiting.page(place(cursor), limit);
        return new Disputes(
                page.payments().stream()
                        .flatMap(
                                record ->
                                        record.openDisputes().stream()
                                                .map(dispute -> disputed(record, dispute)))
                        .toList(),
                page.next());
    }

    @Get("/refunds")
    @Operation(summary = "The refunds that a person has to carry out, the longest waiting first")
    Refunds refunds(
            @QueryValue @Nullable String cursor,
            @QueryValue(defaultValue = "20") @Min(1) @Max(100) int limit) {
        WaitingPayments.Page page = waiting.page(place(cursor), limit);
        return new Refunds(
                page.payments().stream().flatMap(record -> byHand(record).stream()).toList(),
                page.next());
    }

    /** Says that a dispute is dealt with; may be repeated, and the first one stays. */
    @Post("/payments/{orderId}/disputes/done")
    @KeyedCommand
    @Operation(summary = "A dispute is dealt with")
    @ApiResponse(responseCode = "404", description = "dispute-not-found")
    @ApiResponse(responseCode = "409", description = "conflict: it ends with its refund")
    MutableHttpResponse<DisputeView> done(HttpRequest<?> http, String orderId, @Body Done done) {
        return commands.once(
                http, done, HttpStatus.OK, DisputeView.class, () -> closed(orderId, done, http));
    }

    private DisputeView closed(String orderId, Done done, HttpRequest<?> http) {
        String note = done.note() == null ? "" : done.note().strip();
        String key = done.dispute() == null ? "" : done.dispute();
        if (note.isEmpty() || note.length() > LONGEST_NOTE) {
            throw CommonProblem.INVALID_REQUEST.because(
                    "A dispute is dealt with in a note of 1 to " + LONGEST_NOTE + " characters.");
        }
        if (key.startsWith(DisputeReason.REFUND_BY_HAND.code() + "/")) {
            throw CommonProblem.CONFLICT.because(
                    "This task ends with its refund: mark that done, or give it up.");
        }
        if (!OrderId.isOrderId(orderId)) {
            throw unknown();
        }
        Closing closing =
                new Closing(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        AdminApiFilter.whoAsks(http).orElse("nobody"),
                        note);
        return waiting.close(new OrderId(orderId), key, closing)
                .map(DisputeView::of)
                .orElseThrow(WaitingController::unknown);
    }

    private static RuntimeException unknown() {
        return AdminProblem.DISPUTE_NOT_FOUND.because("This order has no such dispute.");
    }

    private static Disputed disputed(PaymentRecord record, KeptDispute dispute) {
        PaymentView payment = PaymentView.of(record);
        return new Disputed(
                payment.orderId(),
                payment.method(),
                payment.status(),
                payment.amount(),
                DisputeView.of(dispute));
    }

    private static List<ByHand> byHand(PaymentRecord record) {
        PaymentView payment = PaymentView.of(record);
        return payment.refunds().stream()
                .filter(refund -> refund.status().equals("manual"))
                .map(refund -> new ByHand(payment.orderId(), payment.method(), refund))
                .toList();
    }

    private static @Nullable String place(@Nullable String cursor) {
        if (cursor != null && (cursor.length() > LONGEST_CURSOR || !cursor.matches("\\d{13}#.+"))) {
            throw CommonProblem.INVALID_REQUEST.because("The cursor is none of ours.");
        }
        return cursor;
    }
}
