package io.cashbell.payment.refund;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundExplanation;
import io.cashbell.payment.RefundFact;
import io.cashbell.payment.RefundFact.DoneByPerson;
import io.cashbell.payment.RefundFact.GivenUp;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundWords;
import io.cashbell.payment.Refunds;
import io.cashbell.payment.Refunds.Asking;
import io.cashbell.payment.event.Amount;
import io.cashbell.payment.problem.ProblemTypes;
import io.cashbell.web.command.Commands;
import io.cashbell.web.command.KeyedCommand;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.security.AdminApiFilter;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The owner's refunds, behind the guard of {@code /api/admin}. */
@Controller("/api/admin/payments/{orderId}/refunds")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "administration")
class RefundController {

    private final RequestRefund requests;
    private final Refunds refunds;
    private final RefundPlanner planner;
    private final Commands commands;
    private final Clock clock;

    RefundController(
            RequestRefund requests,
            Refunds refunds,
            RefundPlanner planner,
            Commands commands,
            Clock clock) {
        this.requests = requests;
        this.refunds = refunds;
        this.planner = planner;
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Wanted back.
     *
     * @param refundId 20 to 64 letters, digits, {@code _} and {@code -}; whoever repeats it means
     *     the same refund
     */
    @Introspected
    record Wish(String refundId, Amount amount, String reason) {}

    /**
     * What would become of a refund that is asked for now.
     *
     * @param amount all that may go back, where nothing was said
     * @param code names the words; stays when they are worded anew
     * @param action the gateway's call that would be made, if one would
     * @param notBefore if it would have to wait
     */
    @Introspected
    @JsonInclude(Include.NON_NULL)
    record Planned(
            Amount amount,
            String words,
            String code,
            @Nullable String action,
            @Nullable Instant notBefore) {}

    /**
     * Nothing goes back by this refund.
     *
     * @param reason in the shop's words, 1 to 500 characters
     */
    @Introspected
    record Surrender(@Nullable String reason) {}

    /**
     * Keeps a refund and begins it. Without effect, and answered alike, where it is kept already.
     */
    @Post
    @KeyedCommand
    @Operation(summary = "Give money back; the refundId makes a repeat harmless")
    @ApiResponse(
            responseCode = "202",
            description = "It is kept",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RefundView.class)))
    @ApiResponse(responseCode = "404", description = "payment-not-found")
    @ApiResponse(responseCode = "409", description = "refund-not-possible, with the reason")
    MutableHttpResponse<RefundView> request(HttpRequest<?> http, String orderId, @Body Wish wish) {
        return commands.once(
                http, wish, HttpStatus.ACCEPTED, RefundView.class, () -> requested(orderId, wish));
    }

    private RefundView requested(String orderId, Wish wish) {
        RefundRequest request = read(wish);
        return switch (requests.request(order(orderId), request)) {
            case Asking.Kept(var payment) -> view(payment, request.id());
            case Asking.Known(var payment, var known) -> {
                if (!known.amount().equals(request.amount())) {
                    throw CommonProblem.UNPROCESSABLE.because(
                            "This refundId is of a refund of another amount.");
                }
                yield view(payment, request.id());
            }
            case Asking.Refused(_, var reason) ->
                    throw ProblemTypes.REFUND_NOT_POSSIBLE.because(RefundWords.of(reason));
            case Asking.NoPayment _ ->
                    throw ProblemTypes.PAYMENT_NOT_FOUND.because(
                            "There is no payment of this order.");
        };
    }

    /** Asks the gateway how the money stands, and changes nothing. */
    @Get("/plan")
    @Operation(summary = "What would happen if this much were asked back now, in words")
    @ApiResponse(responseCode = "404", description = "payment-not-found")
    Planned plan(String orderId, @QueryValue @Nullable String amount) {
        return refunds.find(order(orderId))
                .map(payment -> planned(payment, amount))
                .orElseThrow(
                        () ->
                                ProblemTypes.PAYMENT_NOT_FOUND.because(
                                        "There is no payment of this order."));
    }

    private Planned planned(Payment payment, @Nullable String amount) {
        Money wanted;
        try {
            wanted =
                    amount == null
                            ? payment.refundable()
                            : Money.of(amount, payment.amount().currency().getCurrencyCode());
        } catch (IllegalArgumentException notOne) {
            throw CommonProblem.INVALID_REQUEST.because("That is no amount of this currency.");
        }
        RefundExplanation explained = planner.explain(payment, wanted);
        return new Planned(
                Amount.of(wanted),
                explained.words(),
                explained.code(),
                explained.action(),
                explained.notBefore());
    }

    /** Says that a person has given the money back; may be repeated. */
    @Post("/{refundId}/done")
    @KeyedCommand
    @Operation(summary = "A refund that had to be done by hand is done")
    @ApiResponse(responseCode = "404", description = "refund-not-found")
    @ApiResponse(responseCode = "409", description = "refund-not-possible: it waits for no person")
    MutableHttpResponse<RefundView> done(HttpRequest<?> http, String orderId, String refundId) {
        return commands.once(
                http, "", HttpStatus.OK, RefundView.class, () -> done(orderId, refundId, by(http)));
    }

    private RefundView done(String orderId, String refundId, String by) {
        OrderId order = order(orderId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Refund refund = heard(order, refundId, new DoneByPerson(now, by));
        if (!(refund.state() instanceof Refunded)) {
            throw ProblemTypes.REFUND_NOT_POSSIBLE.because(
                    "This refund does not wait for a person.");
        }
        return view(refunds.find(order).orElseThrow(), refund.id());
    }

    /** Says that a task for a person will not be done; its money may be asked back again. */
    @Post("/{refundId}/give-up")
    @KeyedCommand
    @Operation(summary = "A refund that had to be done by hand is given up; nothing went back")
    @ApiResponse(responseCode = "404", description = "refund-not-found")
    @ApiResponse(responseCode = "409", description = "refund-not-possible: it waits for no person")
    MutableHttpResponse<RefundView> giveUp(
            HttpRequest<?> http, String orderId, String refundId, @Body Surrender surrender) {
        return commands.once(
                http,
                surrender,
                HttpStatus.OK,
                RefundView.class,
                () -> givenUp(orderId, refundId, surrender, by(http)));
    }

    private RefundView givenUp(String orderId, String refundId, Surrender surrender, String by) {
        OrderId order = order(orderId);
        String reason = surrender.reason();
        if (reason == null || reason.isBlank() || reason.length() > RefundRequest.LONGEST_REASON) {
            throw CommonProblem.INVALID_REQUEST.because(
                    "A refund is given up for a reason of 1 to 500 characters.");
        }
        Refund refund = heard(order, refundId, new GivenUp(reason.strip(), by));
        if (!(refund.state() instanceof Failed(var why, var code))
                || code != null
                || !why.equals(reason.strip())) {
            throw ProblemTypes.REFUND_NOT_POSSIBLE.because(
                    "This refund does not wait for a person.");
        }
        return view(refunds.find(order).orElseThrow(), refund.id());
    }

    private static String by(HttpRequest<?> http) {
        return AdminApiFilter.whoAsks(http).orElse("nobody");
    }

    private Refund heard(OrderId order, String refundId, RefundFact fact) {
        return (RefundId.isRefundId(refundId)
                        ? refunds.hear(order, new RefundId(refundId), fact)
                        : Optional.<Refund>empty())
                .orElseThrow(
                        () ->
                                ProblemTypes.REFUND_NOT_FOUND.because(
                                        "There is no such refund of this order."));
    }

    private static RefundView view(Payment payment, RefundId id) {
        return RefundView.of(payment, Objects.requireNonNull(payment.refunds().get(id)));
    }

    private static OrderId order(String orderId) {
        if (!OrderId.isOrderId(orderId)) {
            throw ProblemTypes.PAYMENT_NOT_FOUND.because("There is no payment of this order.");
        }
        return new OrderId(orderId);
    }

    private static RefundRequest read(Wish wish) {
        try {
            return new RefundRequest(
                    new RefundId(wish.refundId()), wish.amount().toMoney(), wish.reason(), null);
        } catch (IllegalArgumentException | NullPointerException notOne) {
            throw CommonProblem.INVALID_REQUEST.because(
                    "A refund has a refundId of 20 to 64 letters and digits, an amount above"
                            + " nothing and a reason.");
        }
    }
}
