package io.cashbell.order.admin.console;

import io.cashbell.order.Order;
import io.cashbell.order.admin.OwnerOrders;
import io.cashbell.order.admin.OwnerViews;
import io.cashbell.order.admin.OwnerViews.LineView;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.payments.KeptCallback;
import io.cashbell.order.admin.payments.OwnedPayment;
import io.cashbell.order.admin.payments.PaymentApi;
import io.cashbell.order.admin.payments.PaymentsUnreachableException;
import io.cashbell.order.admin.today.OrderMails;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that happened to one order, in one list. An order's page shows its own timeline at
 * once and fetches this then, so that it waits for no other service.
 */
@Hidden
@Controller("/admin/orders/{orderId}/history")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(Role.VIEW)
@Produces(MediaType.TEXT_HTML)
class OrderHistoryController {
    private final OwnerOrders orders;
    private final PaymentApi payments;
    private final OrderMails mails;
    private final Frames frames;
    private final Views views;

    OrderHistoryController(
            OwnerOrders orders, PaymentApi payments, OrderMails mails, Frames frames, Views views) {
        this.orders = orders;
        this.payments = payments;
        this.mails = mails;
        this.frames = frames;
        this.views = views;
    }

    @Get
    HttpResponse<?> history(
            HttpRequest<?> request, Authentication who, @PathVariable String orderId) {
        Order order = orders.get(orderId);
        List<LineView> own =
                Objects.requireNonNullElse(OwnerViews.whole(order).timeline(), List.of());
        List<OwnedPayment.Attempt> attempts = List.of();
        List<KeptCallback> callbacks = List.of();
        boolean complete = true;
        try {
            attempts =
                    payments.payment(order.id().value()).stream()
                            .flatMap(payment -> payment.attempts().stream())
                            .toList();
            callbacks = payments.callbacks(order.id().value(), null).items();
        } catch (PaymentsUnreachableException unreachable) {
            complete = false;
        }
        Optional<List<OrderMails.Mail>> told = mails.of(order.id());
        OrderHistory history =
                OrderHistory.of(
                        own,
                        attempts,
                        callbacks,
                        told.orElse(List.of()),
                        complete && told.isPresent());
        return views.page(
                request.getHeaders().contains("HX-Request")
                        ? "order-history"
                        : "order-history-page",
                Map.of(
                        "page", frames.of(request, who),
                        "orderId", order.id().value(),
                        "history", history));
    }
}
