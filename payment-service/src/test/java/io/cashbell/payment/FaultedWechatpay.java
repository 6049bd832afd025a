package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.process.Resources;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.RefundState.Refunded;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/** WeChat Pay: signed notices, signed answers. Its clock is the machine's, so nothing is moved. */
final class FaultedWechatpay extends FaultedShop {

    private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

    FaultedWechatpay(Resources resources) {
        this(
                resources,
                GatewaySandbox.start(0, null, Map.of("WECHATPAY_SANDBOX_REFUND_AFTER", "none")));
    }

    private FaultedWechatpay(Resources resources, GatewaySandbox sandbox) {
        super("wechatpay", "CNY", resources, sandbox, settings(sandbox));
    }

    private static Map<String, Object> settings(GatewaySandbox sandbox) {
        Map<String, Object> settings = new HashMap<>(sandbox.environment());
        settings.put("gateway.wechatpay.refund-pause", "0s");
        return settings;
    }

    @Override
    Map<String, Story> operations() {
        return Map.of(
                "native", this::code,
                "jsapi", this::callUp,
                "query", this::query,
                "close", this::closed,
                "refund", this::refunded,
                "query-refund", this::refundAskedFor,
                // No call of this shop's, which asks about each payment instead.
                "tradebill", this::code,
                "billdownload", this::code,
                // Nor this, with WeChat Pay's public key; WechatpaySandboxTest has the other mode.
                "certificates", this::code);
    }

    private OrderId code(Callable<?> goWrong) throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_NATIVE);
        goWrong.call();
        HttpResponse<String> first = shop().get(checkout(order));
        if (first.statusCode() != 200) {
            assertThat(first.statusCode()).isEqualTo(503);
            assertThat(shop().get(checkout(order)).statusCode()).isEqualTo(200);
        }
        scan(order);
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId callUp(Callable<?> goWrong) throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_JSAPI);
        String path = "/api/checkout/" + order + "/wechatpay-jsapi?token=" + PaymentFixtures.TOKEN;
        String body = "{\"openid\": \"" + OPENID + "\"}";
        goWrong.call();
        assertThat(shop().post(path, body).statusCode()).isEqualTo(503);
        HttpResponse<String> up = shop().post(path, body);
        assertThat(up.statusCode()).as(up.body()).isEqualTo(200);
        control("POST", "/control/wechatpay/request-payment", up.body());
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId query(Callable<?> goWrong) throws Exception {
        OrderId order = shown();
        pay(order, "{\"callbacks\": 0}");
        goWrong.call();
        until("it is found paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId closed(Callable<?> goWrong) throws Exception {
        OrderId order = shown();
        AttemptNumber attempt = newest(order);
        goWrong.call();
        shop().publish(shop().cancelled(order));
        until(
                "it is closed there",
                order,
                () ->
                        shop().payment(order).state() instanceof Cancelled
                                && faultsAhead().isEmpty()
                                && trade(attempt).at("/trade/state").asText().equals("closed"));
        return order;
    }

    private OrderId refunded(Callable<?> goWrong) throws Exception {
        OrderId order = shown();
        scan(order);
        until("it is paid", order, () -> isPaid(order));
        goWrong.call();
        RefundNumber number = RefundNumber.of(order, refundOf(order));
        until("it is taken on", order, () -> refund(order) instanceof RefundState.Accepted);
        control("POST", "/control/wechatpay/refunds/" + number + "/succeed", "{}");
        until("it is back", order, () -> refund(order) instanceof Refunded);
        return order;
    }

    private OrderId refundAskedFor(Callable<?> goWrong) throws Exception {
        OrderId order = shown();
        scan(order);
        until("it is paid", order, () -> isPaid(order));
        RefundNumber number = RefundNumber.of(order, refundOf(order));
        until("it is taken on", order, () -> refund(order) instanceof RefundState.Accepted);
        goWrong.call();
        until("it is asked for in vain", order, () -> faultsAhead().isEmpty());
        control("POST", "/control/wechatpay/refunds/" + number + "/succeed", "{\"callbacks\": 0}");
        until("it is back", order, () -> refund(order) instanceof Refunded);
        return order;
    }

    @Override
    Map<String, Story> tellings() {
        Map<String, Story> all = new LinkedHashMap<>();
        for (String forgery :
                List.of("key", "stale", "serial", "lines", "body", "signtest", "tag", "aad")) {
            all.put("forgery " + forgery, _ -> forged(forgery, 400));
        }
        for (String forgery : List.of("order", "appid", "mchid", "amount", "currency")) {
            all.put("forgery " + forgery, _ -> forged(forgery, 422));
        }
        all.put("twice", _ -> paid("{\"callbacks\": 3}"));
        all.put("never", _ -> paid("{\"callbacks\": 0}"));
        all.put("late", _ -> paid("{\"delayMillis\": 1500}"));
        all.put("only lies of the truth", _ -> onlyLies());
        all.put("another amount", _ -> anotherAmount());
        all.put("the product is taken away", _ -> noAuth());
        all.put("no balance for a refund", _ -> noBalance());
        return all;
    }

    private OrderId forged(String forgery, int status) throws Exception {
        OrderId order = shown();
        pay(order, "{\"forgery\": \"" + forgery + "\"}");
        AttemptNumber attempt = newest(order);
        until("it is answered", order, () -> statuses(attempt).equals(List.of(status)));
        assertThat(isPaid(order)).isFalse();
        pay(order, "{}");
        until("the truth is believed", order, () -> isPaid(order));
        return order;
    }

    private OrderId paid(String options) throws Exception {
        OrderId order = shown();
        pay(order, options);
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId onlyLies() throws Exception {
        return paid("{\"forgery\": \"key\", \"settleFirst\": true, \"callbacks\": 2}");
    }

    private OrderId anotherAmount() throws Exception {
        OrderId order = shown();
        pay(order, "{\"amount\": 1}");
        until("it is noted", order, () -> !shop().payment(order).disputes().isEmpty());
        return order;
    }

    private OrderId noAuth() throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_NATIVE);
        control("PUT", "/control/wechatpay/merchant", "{\"products\": [\"jsapi\", \"refund\"]}");
        try {
            assertThat(shop().get(checkout(order)).statusCode()).isEqualTo(503);
        } finally {
            control(
                    "PUT",
                    "/control/wechatpay/merchant",
                    "{\"products\": [\"jsapi\", \"native\", \"refund\"]}");
        }
        assertThat(shop().get(checkout(order)).statusCode()).isEqualTo(200);
        scan(order);
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId noBalance() throws Exception {
        OrderId order = paid("{}");
        control("PUT", "/control/wechatpay/merchant", "{\"balance\": 0}");
        RefundNumber number = RefundNumber.of(order, refundOf(order));
        LiveShop.until(
                "it waits for money",
                () ->
                        refund(order) instanceof RefundState.Requested(_, var why)
                                && why.equals("refused-balance"));
        control("PUT", "/control/wechatpay/merchant", "{}");
        until("it is taken on", order, () -> refund(order) instanceof RefundState.Accepted);
        control("POST", "/control/wechatpay/refunds/" + number + "/succeed", "{}");
        until("it is back", order, () -> refund(order) instanceof Refunded);
        return order;
    }

    /** The buyer has the code before his eyes. */
    private OrderId shown() throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_NATIVE);
        assertThat(shop().get(checkout(order)).statusCode()).isEqualTo(200);
        return order;
    }

    private void scan(OrderId order) throws Exception {
        Attempt attempt =
                Objects.requireNonNull(shop().payment(order).attempts().get(newest(order)));
        String code = Objects.requireNonNull(Objects.requireNonNull(attempt.session()).link());
        control("POST", "/control/wechatpay/scan", "{\"code_url\": \"" + code + "\"}");
    }

    private void pay(OrderId order, String options) throws Exception {
        control("POST", "/control/wechatpay/trades/" + newest(order) + "/pay", options);
    }

    private JsonNode trade(AttemptNumber attempt) throws Exception {
        return control("GET", "/control/wechatpay/trades/" + attempt, "");
    }

    private List<Integer> statuses(AttemptNumber attempt) throws Exception {
        List<Integer> all = new ArrayList<>();
        for (JsonNode notice : trade(attempt).path("callbacks")) {
            notice.path("attempts").forEach(one -> all.add(one.path("status").asInt()));
        }
        return all;
    }
}
