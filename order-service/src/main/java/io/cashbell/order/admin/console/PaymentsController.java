package io.cashbell.order.admin.console;

import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.payments.ClosedDay;
import io.cashbell.order.admin.payments.KeptCallback;
import io.cashbell.order.admin.payments.Listed;
import io.cashbell.order.admin.payments.PaymentApi;
import io.cashbell.order.admin.payments.PaymentsUnreachableException;
import io.cashbell.web.problem.CommonProblem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What waits at the gateways' side: disputes, refunds to carry out by hand, what gateways sent, and
 * the days that were closed. All of it is asked from the payment service; while that does not
 * answer, the page says so.
 */
@Hidden
@Controller("/admin/payments")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(Role.VIEW)
@Produces(MediaType.TEXT_HTML)
class PaymentsController {
    private final PaymentApi payments;
    private final Frames frames;
    private final Views views;

    PaymentsController(PaymentApi payments, Frames frames, Views views) {
        this.payments = payments;
        this.frames = frames;
        this.views = views;
    }

    /** Asks the payment service for a page of a list. */
    @FunctionalInterface
    private interface Question<T> {
        Listed<T> ask() throws PaymentsUnreachableException;
    }

    @Get("/")
    HttpResponse<?> disputes(
            HttpRequest<?> request, Authentication who, @QueryValue @Nullable String cursor) {
        return list("payments-disputes", "", request, who, () -> payments.disputes(cursor));
    }

    @Get("/refunds")
    HttpResponse<?> refunds(
            HttpRequest<?> request, Authentication who, @QueryValue @Nullable String cursor) {
        return list("payments-refunds", "/refunds", request, who, () -> payments.refunds(cursor));
    }

    @Get("/callbacks")
    HttpResponse<?> callbacks(
            HttpRequest<?> request, Authentication who, @QueryValue @Nullable String cursor) {
        return list(
                "payments-callbacks",
                "/callbacks",
                request,
                who,
                () -> payments.callbacks(null, cursor));
    }

    @Get("/closes")
    HttpResponse<?> closes(
            HttpRequest<?> request, Authentication who, @QueryValue @Nullable String cursor) {
        return list("payments-closes", "/closes", request, who, () -> payments.closes(cursor));
    }

    @Get("/callbacks/{id}")
    HttpResponse<?> callback(HttpRequest<?> request, Authentication who, @PathVariable String id) {
        Map<String, Object> values = values(request, who);
        try {
            KeptCallback found = payments.callback(id).orElseThrow(PaymentsController::nothing);
            values.put("callback", found);
        } catch (PaymentsUnreachableException unreachable) {
            return views.page("payments-unreachable", values);
        }
        return views.page("payments-callback", values);
    }

    @Get("/closes/{gateway}/{day}")
    HttpResponse<?> close(
            HttpRequest<?> request,
            Authentication who,
            @PathVariable String gateway,
            @PathVariable String day,
            @QueryValue @Nullable String cursor) {
        LocalDate date = date(day);
        Map<String, Object> values = values(request, who);
        try {
            ClosedDay.Gateway found =
                    payments.close(date)
                            .flatMap(closed -> closed.of(gateway))
                            .orElseThrow(PaymentsController::nothing);
            Listed<ClosedDay.Difference> differences =
                    payments.differences(date, gateway, cursor)
                            .orElseGet(() -> new Listed<>(List.of(), null));
            values.put("date", date.toString());
            values.put("close", found);
            values.put("rows", differences);
            values.put(
                    "next",
                    next("/closes/" + gateway + "/" + date, differences.nextCursor()).orElse(""));
        } catch (PaymentsUnreachableException unreachable) {
            return views.page("payments-unreachable", values);
        }
        return views.page("payments-close", values);
    }

    private <T> HttpResponse<?> list(
            String template,
            String path,
            HttpRequest<?> request,
            Authentication who,
            Question<T> question) {
        Map<String, Object> values = values(request, who);
        try {
            Listed<T> rows = question.ask();
            values.put("rows", rows);
            values.put("next", next(path, rows.nextCursor()).orElse(""));
        } catch (PaymentsUnreachableException unreachable) {
            return views.page("payments-unreachable", values);
        }
        return views.page(template, values);
    }

    private Map<String, Object> values(HttpRequest<?> request, Authentication who) {
        Map<String, Object> values = new HashMap<>();
        values.put("page", frames.of(request, who));
        // Names the commands that are given from here, so that two clicks are one command.
        values.put("key", EventIds.next());
        return values;
    }

    private static Optional<String> next(String path, @Nullable String cursor) {
        return Optional.ofNullable(cursor)
                .map(
                        after ->
                                "/admin/payments"
                                        + path
                                        + "?cursor="
                                        + URLEncoder.encode(after, StandardCharsets.UTF_8));
    }

    private static LocalDate date(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException unreadable) {
            throw nothing();
        }
    }

    private static RuntimeException nothing() {
        return CommonProblem.NOT_FOUND.because("There is no such thing at the payment service.");
    }
}
