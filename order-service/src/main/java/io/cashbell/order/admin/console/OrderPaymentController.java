package io.cashbell.order.admin.console;

import io.cashbell.order.admin.OwnerOrders;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.payments.Listed;
import io.cashbell.order.admin.payments.OwnedPayment;
import io.cashbell.order.admin.payments.PaymentApi;
import io.cashbell.order.admin.payments.PaymentsUnreachableException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the payment service knows of one order. An order's page fetches it when it is shown already,
 * so that it waits for nobody; without scripts it is a page of its own.
 */
@Hidden
@Controller("/admin/orders/{orderId}")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(Role.VIEW)
@Produces(MediaType.TEXT_HTML)
class OrderPaymentController {
    private final OwnerOrders orders;
    private final PaymentApi payments;
    private final Frames frames;
    private final Views views;

    OrderPaymentController(OwnerOrders orders, PaymentApi payments, Frames frames, Views views) {
        this.orders = orders;
        this.payments = payments;
        this.frames = frames;
        this.views = views;
    }

    @Get("/payment")
    HttpResponse<?> payment(
            HttpRequest<?> request, Authentication who, @PathVariable String orderId) {
        String id = orders.get(orderId).id().value();
        Map<String, Object> values = new HashMap<>();
        values.put("page", frames.of(request, who));
        values.put("orderId", id);
        List<OwnedPayment> found = List.of();
        Listed<?> callbacks = new Listed<>(List.of(), null);
        boolean reachable = true;
        try {
            found = payments.payment(id).stream().toList();
            callbacks = payments.callbacks(id, null);
        } catch (PaymentsUnreachableException unreachable) {
            reachable = false;
        }
        values.put("found", found);
        values.put("callbacks", callbacks);
        values.put("reachable", reachable);
        return views.page(isPart(request) ? "order-payment" : "order-payment-page", values);
    }

    /** The planner's words: what would become of a refund that is asked for now. */
    @Get("/refund-words")
    HttpResponse<?> refundWords(
            HttpRequest<?> request, Authentication who, @PathVariable String orderId) {
        String id = orders.get(orderId).id().value();
        Map<String, Object> values = new HashMap<>();
        values.put("page", frames.of(request, who));
        values.put("orderId", id);
        List<OwnedPayment.Planned> planned = List.of();
        boolean reachable = true;
        try {
            planned = payments.refundPlan(id).stream().toList();
        } catch (PaymentsUnreachableException unreachable) {
            reachable = false;
        }
        values.put("planned", planned);
        values.put("reachable", reachable);
        return views.page(
                isPart(request) ? "order-refund-words" : "order-refund-words-page", values);
    }

    private static boolean isPart(HttpRequest<?> request) {
        return request.getHeaders().contains("HX-Request");
    }
}
