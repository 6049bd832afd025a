package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.process.Resources;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.RefundState.Refunded;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/** KakaoPay: nobody calls us; the buyer comes back, we ask for the money and hear what became. */
final class FaultedKakaopay extends FaultedShop {

    /** Longer than a page lives, and than an approval may be at work. */
    private static final Duration PAGE_IS_OVER = Duration.ofMinutes(16);

    FaultedKakaopay(Resources resources) {
        this(resources, GatewaySandbox.start(0, null, Map.of()));
    }

    private FaultedKakaopay(Resources resources, GatewaySandbox sandbox) {
        super(
                "kakaopay",
                "KRW",
                resources,
                sandbox,
                Map.of(
                        "KAKAOPAY_CID",
                        "TC0ONETIME",
                        "KAKAOPAY_SECRET_KEY",
                        PlayedGateways.KAKAOPAY_KEY,
                        "KAKAOPAY_BASE_URL",
                        "http://localhost:" + sandbox.port() + "/kakaopay",
                        "test.shifted-clock",
                        "true"));
    }

    @Override
    Map<String, Story> operations() {
        return Map.of(
                "ready", this::ready,
                "approve", this::approve,
                "order", this::order,
                "cancel", this::cancel);
    }

    private OrderId ready(Callable<?> goWrong) throws Exception {
        OrderId order = placed(PaymentMethod.KAKAOPAY);
        goWrong.call();
        assertThat(shop().get(checkout(order)).statusCode()).isEqualTo(503);
        return comesBackAndHasPaid(order);
    }

    /** Where no money was taken, the page is let go, and another attempt brings it. */
    private OrderId approve(Callable<?> goWrong) throws Exception {
        OrderId order = placed(PaymentMethod.KAKAOPAY);
        String back = agrees(order);
        goWrong.call();
        assertThat(shop().get(back).statusCode()).isEqualTo(303);
        if (isTakenOrWillBe(order)) {
            until("it is paid", order, () -> isPaid(order));
            return order;
        }
        assertThat(isPaid(order)).isFalse();
        goOn(PAGE_IS_OVER);
        until("it was none", order, () -> shop().payment(order).state() instanceof Failed);
        return status(order).equals("FAIL_PAYMENT") ? order : comesBackAndHasPaid(order);
    }

    /** A slow gateway is at work on it while we look. */
    private boolean isTakenOrWillBe(OrderId order) throws Exception {
        long end = System.nanoTime() + Duration.ofMillis(SLOW_MILLIS).toNanos();
        while (System.nanoTime() < end) {
            String status = status(order);
            if (!status.equals("AUTH_PASSWORD")) {
                return status.equals("SUCCESS_PAYMENT");
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private OrderId order(Callable<?> goWrong) throws Exception {
        OrderId order = placed(PaymentMethod.KAKAOPAY);
        String back = agrees(order);
        fails("approve", "lost-answer");
        goWrong.call();
        assertThat(shop().get(back).statusCode()).isEqualTo(303);
        assertThat(isPaid(order)).isFalse();
        until("it is found paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId cancel(Callable<?> goWrong) throws Exception {
        OrderId order = comesBackAndHasPaid(placed(PaymentMethod.KAKAOPAY));
        goWrong.call();
        refundOf(order);
        until(
                "it is back or refused",
                order,
                () ->
                        refund(order) instanceof Refunded
                                || refund(order) instanceof RefundState.Failed);
        return order;
    }

    @Override
    Map<String, Story> tellings() {
        Map<String, Story> all = new LinkedHashMap<>();
        all.put("forgery pg-token", _ -> wrongToken());
        all.put("forgery no-pg-token", _ -> noToken());
        all.put("twice", _ -> twice());
        all.put("never", _ -> never());
        all.put("an hour late", _ -> late());
        all.put("another amount", _ -> anotherAmount());
        all.put("a failure", _ -> gaveUp("fail", "/fail"));
        all.put("the buyer gives up", _ -> gaveUp("cancel", "/cancel"));
        return all;
    }

    /** Whoever knows order and attempt can spoil the attempt, and not the payment. */
    private OrderId wrongToken() throws Exception {
        OrderId order = placed(PaymentMethod.KAKAOPAY);
        String back = agrees(order);
        String forged = led(order, "pay", "{\"forgery\": \"pg-token\"}");
        assertThat(forged).isNotEqualTo(back);
        assertThat(shop().get(forged).statusCode()).isEqualTo(303);
        assertThat(shop().get(back).statusCode()).isEqualTo(303);
        assertThat(status(order)).isEqualTo("AUTH_PASSWORD");
        goOn(PAGE_IS_OVER);
        until("it was none", order, () -> shop().payment(order).state() instanceof Failed);
        return comesBackAndHasPaid(order);
    }

    private OrderId noToken() throws Exception {
        OrderId order = placed(PaymentMethod.KAKAOPAY);
        String back = agrees(order);
        assertThat(shop().get(led(order, "pay", "{\"forgery\": \"no-pg-token\"}")).statusCode())
                .isEqualTo(303);
        assertThat(status(order)).isEqualTo("AUTH_PASSWORD");
        assertThat(shop().get(back).statusCode()).isEqualTo(303);
        until("the truth is believed", order, () -> isPaid(order));
        return order;
    }

    private OrderId twice() throws Exception {
        OrderId order = placed(PaymentMethod.KAKAOPAY);
        visit(order);
        led(order, "pay", "{\"callbacks\": 5}");
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId never() throws Exception {
        OrderId order = placed(PaymentMethod.KAKAOPAY);
        agrees(order);
        goOn(PAGE_IS_OVER);
        return order;
    }

    private OrderId late() throws Exception {
        OrderId order = placed(PaymentMethod.KAKAOPAY);
        String back = agrees(order);
        goOn(Duration.ofHours(1));
        assertThat(shop().get(back).statusCode()).isEqualTo(303);
        until("it was none", order, () -> shop().payment(order).state() instanceof Failed);
        return order;
    }

    private OrderId anotherAmount() throws Exception {
        OrderId order = placed(PaymentMethod.KAKAOPAY);
        visit(order);
        shop().get(led(order, "pay", "{\"amount\": 100}"));
        until("it is noted", order, () -> !shop().payment(order).disputes().isEmpty());
        return order;
    }

    private OrderId gaveUp(String how, String leadsTo) throws Exception {
        OrderId order = placed(PaymentMethod.KAKAOPAY);
        visit(order);
        String back = led(order, how, "{}");
        assertThat(back).contains(leadsTo);
        assertThat(shop().get(back).statusCode()).isEqualTo(303);
        until("it was none", order, () -> shop().payment(order).state() instanceof Failed);
        return order;
    }

    private OrderId comesBackAndHasPaid(OrderId order) throws Exception {
        assertThat(shop().get(agrees(order)).statusCode()).isEqualTo(303);
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    /** A visit at the end of which the buyer agrees; where the browser is led then. */
    private String agrees(OrderId order) throws Exception {
        visit(order);
        String back = led(order, "pay", "{}");
        assertThat(back).contains("pg_token=");
        return back;
    }

    private void visit(OrderId order) throws Exception {
        assertThat(shop().get(checkout(order)).statusCode()).isEqualTo(303);
    }

    private String led(OrderId order, String act, String options) throws Exception {
        URI back =
                URI.create(
                        control(
                                        "POST",
                                        "/control/kakaopay/trades/" + tid(order) + "/" + act,
                                        options)
                                .path("returnUrl")
                                .asText());
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private String status(OrderId order) throws Exception {
        return control("GET", "/control/kakaopay/trades/" + tid(order), "").path("status").asText();
    }

    private String tid(OrderId order) {
        Attempt attempt =
                Objects.requireNonNull(shop().payment(order).attempts().get(newest(order)));
        return Objects.requireNonNull(attempt.session()).reference();
    }
}
