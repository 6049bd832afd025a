package io.cashbell.notification.admin;

import io.cashbell.notification.DeliveryStatus;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.NotificationLists;
import io.cashbell.notification.delivery.ResendNotification;
import io.cashbell.notification.problem.NotificationProblem;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Mails and how they stand, for the owner. */
@Controller("/api/admin/notifications")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "administration")
class NotificationAdminController {
    private final NotificationLists lists;
    private final ResendNotification resend;
    private final NotificationViews views;
    private final Commands commands;

    NotificationAdminController(
            NotificationLists lists,
            ResendNotification resend,
            NotificationViews views,
            Commands commands) {
        this.lists = lists;
        this.resend = resend;
        this.views = views;
        this.commands = commands;
    }

    /**
     * With an order, all of its mails, latest first. Without, those that somebody may have to see
     * to: given up, suppressed, then waiting. A page may be short, even empty, and yet have a next
     * one.
     */
    @Get
    @Operation(
            summary =
                    "Mails of an order, latest first; or of all orders those that failed, were"
                            + " suppressed, wait or are being sent")
    @ApiResponse(responseCode = "400", description = "invalid-request")
    NotificationView.Page list(
            @QueryValue @Nullable String orderId,
            @QueryValue @Nullable String status,
            @QueryValue @Nullable String cursor,
            @QueryValue(defaultValue = "20") @Min(1) @Max(100) int limit) {
        Optional<DeliveryStatus> wanted = Optional.ofNullable(status).map(this::status);
        try {
            return views.page(
                    orderId == null
                            ? lists.standing(
                                    wanted.map(this::listed).orElse(NotificationLists.OPEN),
                                    cursor,
                                    limit)
                            : lists.ofOrder(order(orderId), wanted, cursor, limit));
        } catch (IllegalArgumentException notOurs) {
            if (cursor == null) {
                throw notOurs;
            }
            throw invalid("/cursor", "is not one that was given out here");
        }
    }

    /** Answers after one attempt; the answer says how the mail stands then. */
    @Post("/{id}/resend")
    @KeyedCommand
    @Operation(summary = "Send a mail again, or now if it waits")
    @ApiResponse(responseCode = "404", description = "notification-not-found")
    @ApiResponse(responseCode = "409", description = "notification-not-resendable")
    MutableHttpResponse<NotificationView> resend(@PathVariable String id, HttpRequest<?> request) {
        return commands.once(
                request,
                "",
                HttpStatus.OK,
                NotificationView.class,
                () ->
                        views.view(
                                resend.resend(
                                        named(id),
                                        AdminApiFilter.whoAsks(request).orElse("nobody"))));
    }

    private DeliveryStatus status(String code) {
        return DeliveryStatus.find(code)
                .orElseThrow(
                        () ->
                                invalid(
                                        "/status",
                                        "is none of " + codes(Set.of(DeliveryStatus.values()))));
    }

    private Set<DeliveryStatus> listed(DeliveryStatus status) {
        if (!NotificationLists.LISTED.contains(status)) {
            throw invalid(
                    "/status",
                    "without an orderId it is one of " + codes(NotificationLists.LISTED));
        }
        return Set.of(status);
    }

    private static String codes(Set<DeliveryStatus> statuses) {
        return statuses.stream()
                .map(DeliveryStatus::code)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String order(String orderId) {
        if (NotificationId.parse(orderId + ".any").isEmpty()) {
            throw invalid("/orderId", "is not an order's id");
        }
        return orderId;
    }

    private static NotificationId named(String id) {
        return NotificationId.parse(id)
                .orElseThrow(
                        () ->
                                NotificationProblem.NOTIFICATION_NOT_FOUND.because(
                                        "no mail has such an id"));
    }

    private static ProblemException invalid(String pointer, String detail) {
        return CommonProblem.INVALID_REQUEST
                .because(pointer + " " + detail)
                .withErrors(List.of(new FieldError(pointer, detail)));
    }
}
