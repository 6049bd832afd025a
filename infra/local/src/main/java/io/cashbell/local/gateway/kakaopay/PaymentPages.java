package io.cashbell.local.gateway.kakaopay;

import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.time.Clock;
import java.util.Arrays;

/** Where a buyer is sent after ready, the buttons there, and the way back to the shop. */
final class PaymentPages {
    private static final String PAGE = "/kakaopay/payment/{device}/{link}";

    private final Ledger ledger;
    private final Desk desk;
    private final Clock clock;

    PaymentPages(Ledger ledger, Desk desk, Clock clock) {
        this.ledger = ledger;
        this.desk = desk;
        this.clock = clock;
    }

    /** What a button does, and where it leads. */
    @FunctionalInterface
    private interface Button {
        String press(Payment payment);
    }

    void addRoutes(Router router) {
        router.on("GET", PAGE, this::show);
        router.on("POST", PAGE + "/pay", this::pay);
        router.on(
                "POST",
                PAGE + "/cancel",
                request ->
                        press(
                                request,
                                payment ->
                                        desk.move(payment, Status.QUIT_PAYMENT)
                                                .order()
                                                .cancelUrl()));
        router.on(
                "POST",
                PAGE + "/fail",
                request ->
                        press(
                                request,
                                payment ->
                                        desk.move(payment, Status.FAIL_AUTH_PASSWORD)
                                                .order()
                                                .failUrl()));
        router.on("POST", PAGE + "/leave", this::leave);
        router.on("GET", "/kakaopay/trade/{tid}", this::trade);
    }

    private Reply show(Request request) {
        var payment = find(request);
        if (payment.isExpired(clock.instant())) {
            return Reply.page(200, Pages.expired(payment)).with("X-Sandbox-Refusal", "expired");
        }
        try {
            return Reply.page(200, Pages.payment(desk.show(payment), device(request)));
        } catch (IllegalStateException _) {
            return used(payment);
        }
    }

    private Reply pay(Request request) {
        var chosen = request.form().text("method");
        var method =
                Arrays.stream(Method.values())
                        .filter(one -> one.name().equals(chosen))
                        .findFirst()
                        .orElseThrow(() -> new HttpRefusal(400, "method must be MONEY or CARD"));
        return press(
                request, payment -> Addresses.approval(desk.authenticate(payment, method, null)));
    }

    private Reply press(Request request, Button button) {
        var payment = find(request);
        try {
            return Reply.redirect(button.press(payment));
        } catch (IllegalStateException _) {
            // A page that was open too long ends where a failure does (section 2).
            return payment.isExpired(clock.instant())
                    ? Reply.redirect(payment.order().failUrl())
                    : used(payment);
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply leave(Request request) {
        return Reply.page(200, Pages.left(find(request), device(request)));
    }

    private Reply trade(Request request) {
        var tid = request.pathVariable("tid");
        var payment =
                ledger.find(tid)
                        .orElseThrow(
                                () -> new HttpRefusal(404, "There is no payment " + tid + "."));
        boolean open = payment.status().awaitsBuyer() && !payment.isExpired(clock.instant());
        return Reply.page(200, Pages.trade(payment, ledger.visitsOf(tid), open));
    }

    private Reply used(Payment payment) {
        var now = ledger.find(payment.tid()).orElseThrow();
        return Reply.page(200, Pages.used(now)).with("X-Sandbox-Refusal", "used");
    }

    private Payment find(Request request) {
        device(request);
        return ledger.findByLink(request.pathVariable("link"))
                .orElseThrow(() -> new HttpRefusal(404, "There is no such payment."));
    }

    private static Device device(Request request) {
        return Device.of(request.pathVariable("device"))
                .orElseThrow(() -> new HttpRefusal(404, "There is no such device."));
    }
}
