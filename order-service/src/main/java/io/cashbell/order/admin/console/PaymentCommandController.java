package io.cashbell.order.admin.console;

import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.payments.PaymentApi;
import io.cashbell.order.admin.payments.PaymentApi.Sender;
import io.cashbell.order.admin.payments.PaymentsRefusedException;
import io.cashbell.order.admin.payments.PaymentsUnreachableException;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What finance may have done by the payment service, under the name of who is signed in. A form
 * names its command, so that sent twice it is one.
 */
@Hidden
@Controller("/admin/payments")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(Role.PAY_BACK)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
class PaymentCommandController {
    private final PaymentApi payments;
    private final Frames frames;
    private final Views views;

    PaymentCommandController(PaymentApi payments, Frames frames, Views views) {
        this.payments = payments;
        this.frames = frames;
        this.views = views;
    }

    /** A command that the payment service may refuse. */
    @FunctionalInterface
    private interface Command {
        void give(Sender sender) throws PaymentsUnreachableException, PaymentsRefusedException;
    }

    @Post("/callbacks/{id}/replay")
    HttpResponse<?> replay(
            HttpRequest<?> request,
            Authentication who,
            @PathVariable String id,
            @Body Map<String, String> form) {
        return obey(
                request,
                who,
                form,
                "/admin/payments/callbacks/" + encoded(id),
                sender -> payments.replay(id, sender));
    }

    @Post("/disputes/{orderId}")
    HttpResponse<?> endDispute(
            HttpRequest<?> request,
            Authentication who,
            @PathVariable String orderId,
            @Body Map<String, String> form) {
        return obey(
                request,
                who,
                form,
                "/admin/payments",
                sender ->
                        payments.endDispute(
                                orderId, field(form, "dispute"), field(form, "note"), sender));
    }

    @Post("/refunds/{orderId}/{refundId}/done")
    HttpResponse<?> refundDone(
            HttpRequest<?> request,
            Authentication who,
            @PathVariable String orderId,
            @PathVariable String refundId,
            @Body Map<String, String> form) {
        return obey(
                request,
                who,
                form,
                "/admin/payments/refunds",
                sender -> payments.refundDone(orderId, refundId, sender));
    }

    @Post("/refunds/{orderId}/{refundId}/give-up")
    HttpResponse<?> giveUpRefund(
            HttpRequest<?> request,
            Authentication who,
            @PathVariable String orderId,
            @PathVariable String refundId,
            @Body Map<String, String> form) {
        return obey(
                request,
                who,
                form,
                "/admin/payments/refunds",
                sender -> payments.giveUpRefund(orderId, refundId, field(form, "reason"), sender));
    }

    @Post("/closes")
    HttpResponse<?> startClose(
            HttpRequest<?> request, Authentication who, @Body Map<String, String> form) {
        String gateway = field(form, "gateway");
        return obey(
                request,
                who,
                form,
                "/admin/payments/closes",
                sender ->
                        payments.startClose(
                                field(form, "date"), gateway.isEmpty() ? null : gateway, sender));
    }

    private HttpResponse<?> obey(
            HttpRequest<?> request,
            Authentication who,
            Map<String, String> form,
            String then,
            Command command) {
        try {
            command.give(new Sender(who.getName(), form.get("key")));
            return HttpResponse.seeOther(URI.create(then));
        } catch (PaymentsRefusedException refused) {
            return views.page(
                    HttpStatus.valueOf(refused.status()),
                    "payments-refused",
                    Map.of(
                            "page", frames.of(request, who).at(then),
                            "back", then,
                            "error", String.valueOf(refused.getMessage())));
        } catch (PaymentsUnreachableException unreachable) {
            return views.page(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "payments-unreachable",
                    Map.of("page", frames.of(request, who).at(then)));
        }
    }

    private static String field(Map<String, String> form, String name) {
        return form.getOrDefault(name, "").strip();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
