package io.cashbell.payment.session;

import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.problem.ProblemTypes;
import io.cashbell.web.problem.CommonProblem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The link behind the shop's pay button. */
@Controller("/checkout")
@ExecuteOn(TaskExecutors.VIRTUAL)
// Whatever a client says it accepts: a link never answers that there is no such representation.
@Produces(MediaType.ALL)
@Tag(name = "checkout")
class CheckoutController {

    /** So often does the waiting page come back: with the waits in between about three minutes. */
    private static final int MAX_RELOADS = 24;

    private static final MediaType HTML = MediaType.of("text/html; charset=utf-8");

    private final OpenSession sessions;
    private final CheckoutPages pages;
    private final ShopAddresses addresses;

    CheckoutController(OpenSession sessions, CheckoutPages pages, ShopAddresses addresses) {
        this.sessions = sessions;
        this.pages = pages;
        this.addresses = addresses;
    }

    /**
     * Sends the buyer to the gateway by a fresh attempt.
     *
     * @param token the order's access token
     * @param method another way to pay than the order was placed with, by the contract's code;
     *     empty for that
     * @param device {@code pc}, {@code mobile}, {@code app}, or {@code android} and {@code ios} for
     *     an app that opens the gateway's; otherwise the browser says
     * @param another whether a buyer who holds a number to pay with wants another one
     * @param reload how often the waiting page came back already; 1 from the page with the code,
     *     which comes back until it is paid or over
     */
    // No automatic HEAD route: it would run this method, and a look must open nothing.
    @Get(uri = "/{orderId}", headRoute = false)
    @Operation(summary = "Send the buyer to the gateway's payment page")
    @ApiResponse(responseCode = "200", description = "A form that posts itself to the gateway")
    @ApiResponse(
            responseCode = "303",
            description = "To the gateway's page; paid already: to the result page")
    @ApiResponse(responseCode = "400", description = "invalid-request: no such method's code")
    @ApiResponse(responseCode = "403", description = "wrong-token")
    @ApiResponse(responseCode = "404", description = "payment-not-found")
    @ApiResponse(responseCode = "410", description = "payment-expired")
    @ApiResponse(responseCode = "429", description = "too-many-attempts")
    @ApiResponse(responseCode = "503", description = "method-not-available, gateway-unreachable")
    HttpResponse<String> visit(
            HttpRequest<?> request,
            @PathVariable String orderId,
            @QueryValue(defaultValue = "") String token,
            @QueryValue(defaultValue = "") String method,
            @QueryValue(defaultValue = "") String device,
            @QueryValue(defaultValue = "false") boolean another,
            @QueryValue(defaultValue = "0") int reload) {
        Device held = Device.of(device, request.getHeaders().get(HttpHeaders.USER_AGENT));
        PaymentMethod chosen = chosen(method);
        Wish wish = new Wish(new Arrival.ByBrowser(held), chosen, another);
        Link link = new Link(orderId, token, chosen);
        return switch (sessions.visit(known(orderId), token, wish, reload > 0)) {
            case Visit.ToGateway(var payment, GatewayPage.Form form) ->
                    HttpResponse.ok(pages.form(payment, form))
                            .contentType(HTML)
                            .header("Content-Security-Policy", policy(origin(form.action())));
            case Visit.ToGateway(_, GatewayPage.Redirect(var address)) ->
                    HttpResponse.seeOther(address);
            case Visit.ToGateway(var payment, GatewayPage.QrCode(var text)) ->
                    HttpResponse.ok(pages.qrCode(payment, text, link.again(1)))
                            .contentType(HTML)
                            .header("Content-Security-Policy", policy("'none'"));
            case Visit.HasNumber(var payment) -> number(payment, link);
            case Visit.ToResult(var paid) -> result(paid);
            case Visit.NotYet _ -> waiting(request, link, reload);
            case Visit.ToGateway(_, GatewayPage.CallUp _), Visit.Payable _ ->
                    throw new IllegalStateException("a visit opens what it may");
        };
    }

    /** The headers of a visit, without its effect. */
    @Head("/{orderId}")
    @Operation(summary = "The headers of a visit; opens nothing")
    HttpResponse<String> look(
            @PathVariable String orderId,
            @QueryValue(defaultValue = "") String token,
            @QueryValue(defaultValue = "") String method) {
        return switch (sessions.look(known(orderId), token, chosen(method))) {
            case Visit.ToResult(var paid) -> result(paid);
            case Visit.ToGateway _, Visit.HasNumber _, Visit.Payable _, Visit.NotYet _ ->
                    HttpResponse.<String>ok().contentType(HTML);
        };
    }

    private HttpResponse<String> number(Payment payment, Link link) {
        return HttpResponse.ok(
                        pages.number(
                                payment,
                                addresses.resultPage(payment.orderId()),
                                link.another(payment)))
                .contentType(HTML)
                .header("Content-Security-Policy", policy("'none'"));
    }

    private MutableHttpResponse<String> result(OrderId orderId) {
        return HttpResponse.seeOther(addresses.resultPage(orderId));
    }

    private HttpResponse<String> waiting(HttpRequest<?> request, Link link, int reload) {
        if (reload < 0 || reload >= MAX_RELOADS) {
            throw ProblemTypes.PAYMENT_NOT_FOUND.because("There is no payment for this order.");
        }
        Language language = Language.of(request.getLocale().orElse(Locale.TAIWAN));
        return HttpResponse.ok(pages.waiting(language, link.again(reload + 1)))
                .contentType(HTML)
                .header("Content-Security-Policy", policy("'none'"));
    }

    private static @Nullable PaymentMethod chosen(String method) {
        if (method.isEmpty()) {
            return null;
        }
        try {
            return new PaymentMethod(method);
        } catch (IllegalArgumentException noCode) {
            throw CommonProblem.INVALID_REQUEST.because("There is no such payment method.");
        }
    }

    private static OrderId known(String orderId) {
        if (!OrderId.isOrderId(orderId)) {
            throw ProblemTypes.PAYMENT_NOT_FOUND.because("There is no payment for this order.");
        }
        return new OrderId(orderId);
    }

    private static String policy(String formAction) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
                + " connect-src 'self'; form-action "
                + formAction
                + "; base-uri 'none'; frame-ancestors 'none'";
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
