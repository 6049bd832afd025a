package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.FreePort;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.event.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A buyer pays by WeChat Pay, by a code or in a mini program, and notices lie or never come. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
class WechatpayIT {
    private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

    private final WechatpaySandbox wechatpay = new WechatpaySandbox();
    private final Resources resources;
    private LiveShop shop;

    WechatpayIT(Resources resources) {
        this.resources = resources;
        this.shop = open(Map.of());
    }

    private LiveShop open(Map<String, Object> other) {
        int port = FreePort.find();
        Map<String, Object> settings = new HashMap<>(wechatpay.variables());
        settings.put("micronaut.server.port", port);
        settings.put("PAYMENT_PUBLIC_URL", "http://localhost:" + port);
        settings.put("reconciliation.every", "300ms");
        settings.put("gateway.wechatpay.refund-pause", "0s");
        settings.putAll(other);
        return LiveShop.open(resources, settings);
    }

    @AfterEach
    void stop() {
        shop.close();
        wechatpay.close();
    }

    @Test
    @Tag("S2-22")
    @Tag("S2-24")
    @Tag("S2-25")
    void aCodeIsScannedAndTheOrderIsPaidOnce() throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_NATIVE);
        HttpResponse<String> page = shop.get(checkout(order));
        HttpResponse<String> reloaded = shop.get(checkout(order) + "&reload=1");
        AttemptNumber attempt = attempt(order);

        for (HttpResponse<String> shown : List.of(page, reloaded)) {
            assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
            assertThat(shown.body())
                    .contains("src=\"data:image/svg+xml;base64,", "CNY 1,200.00")
                    .contains("http-equiv=\"refresh\" content=\"5;url=/checkout/" + order);
        }
        assertThat(shop.payment(order).attempts()).as("the same code").hasSize(1);
        wechatpay.scan(code(order));

        LiveShop.until("the money is there", () -> isPaid(order));
        assertThat(location(shop.get(checkout(order) + "&reload=1")))
                .isEqualTo("http://localhost:8081/result?order=" + order);
        LiveShop.until("the shop is told", () -> told(order) == 1);
        JsonNode trade = wechatpay.trade(attempt);
        assertThat(trade.at("/trade/state").asText()).isEqualTo("paid");
        LiveShop.until(
                "WeChat Pay is answered",
                () -> wechatpay.trade(attempt).at("/callbacks/0/acknowledged").asBoolean());
        // Once more the same: nobody hears of it.
        wechatpay.command(attempt, "pay", "{\"callbacks\": 2}");
        LiveShop.until(
                "it was told three times", () -> attempts(wechatpay.trade(attempt)).size() == 3);
        assertThat(attempts(wechatpay.trade(attempt)))
                .allSatisfy(one -> assertThat(one.path("status").asInt()).isEqualTo(204));
        assertThat(told(order)).isEqualTo(1);
    }

    @Test
    @Tag("S2-18")
    void aMiniProgramCallsThePaymentWindowUp() throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_JSAPI);

        assertThat(callUp(order, "wrong", OPENID).statusCode()).isEqualTo(403);
        assertThat(callUp(order, PaymentFixtures.TOKEN, "not an openid").statusCode())
                .isEqualTo(400);
        assertThat(shop.get(checkout(order)).statusCode()).as("it has no page").isEqualTo(503);
        assertThat(shop.head(checkout(order)).statusCode()).isEqualTo(503);
        assertThat(
                        shop.post(
                                        "/api/checkout/"
                                                + order
                                                + "/wechatpay-jsapi?token="
                                                + PaymentFixtures.TOKEN,
                                        "{\"openid\": \"" + OPENID + "\", \"more\": 1}")
                                .statusCode())
                .isEqualTo(400);
        assertThat(shop.payment(order).attempts()).isEmpty();
        JsonNode other = called(callUp(order, PaymentFixtures.TOKEN, "oSomebodyElse"));
        AttemptNumber first = attempt(order);
        JsonNode mine = called(callUp(order, PaymentFixtures.TOKEN, OPENID));
        JsonNode again = called(callUp(order, PaymentFixtures.TOKEN, OPENID));

        assertThat(shop.payment(order).attempts()).hasSize(2);
        assertThat(wechatpay.trade(first).at("/trade/state").asText()).isEqualTo("closed");
        assertThat(other.get("package")).isNotEqualTo(mine.get("package"));
        assertThat(again.get("package")).as("the same order").isEqualTo(mine.get("package"));
        assertThat(again.get("nonceStr")).isNotEqualTo(mine.get("nonceStr"));
        wechatpay.control("POST", "request-payment", again.toString());

        LiveShop.until("the money is there", () -> isPaid(order));
        assertThat(callUp(order, PaymentFixtures.TOKEN, OPENID).statusCode()).isEqualTo(409);
    }

    @Test
    @Tag("S4-3")
    void whoTurnsToAnotherWayClosesTheOneBeforeAndNothingClosedIsOfferedAgain() throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_JSAPI);
        JsonNode window = called(callUp(order, PaymentFixtures.TOKEN, OPENID));
        AttemptNumber calledUp = attempt(order);
        String byCode = checkout(order) + "&method=wechatpay-native";

        HttpResponse<String> page = shop.get(byCode);
        HttpResponse<String> reloaded = shop.get(byCode + "&reload=1");

        assertThat(page.body())
                .contains(
                        "src=\"data:image/svg+xml;base64,",
                        "&amp;method=wechatpay-native&amp;reload=1");
        assertThat(reloaded.body()).as("the same code").isEqualTo(page.body());
        assertThat(shop.payment(order).attempts()).hasSize(2);
        assertThat(wechatpay.trade(calledUp).at("/trade/state").asText()).isEqualTo("closed");

        JsonNode back = called(callUp(order, PaymentFixtures.TOKEN, OPENID));

        assertThat(back.get("package")).isNotEqualTo(window.get("package"));
        assertThat(shop.payment(order).attempts()).hasSize(3);
        wechatpay.control("POST", "request-payment", back.toString());
        LiveShop.until("the money is there", () -> isPaid(order));
    }

    @Test
    @Tag("S2-13")
    void aLostNoticeIsFoundByAsking() throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_NATIVE);
        shop.get(checkout(order));
        wechatpay.command(attempt(order), "pay", "{\"callbacks\": 0}");
        wechatpay.fails("query", "lost-answer");

        shop.bean(Payments.class).lookAgain(order, Instant.now().minusSeconds(1));
        LiveShop.until("it was asked in vain", () -> isPutOff(order));
        assertThat(wechatpay.control("GET", "faults", "").path("items")).isEmpty();
        assertThat(shop.payment(order).state()).isInstanceOf(AwaitingCustomer.class);
        shop.bean(Payments.class).lookAgain(order, Instant.now().minusSeconds(1));

        LiveShop.until("it is found paid", () -> isPaid(order));
        LiveShop.until("the shop is told", () -> told(order) == 1);
    }

    @Test
    @Tag("S2-23")
    @Tag("S2-26")
    void whatIsForgedOrDoesNotAgreeIsNeverMoney() throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_NATIVE);
        shop.get(checkout(order));
        AttemptNumber attempt = attempt(order);
        Map<String, Integer> answers = new LinkedHashMap<>();
        for (String forgery :
                List.of("key", "stale", "serial", "lines", "body", "signtest", "tag", "aad")) {
            answers.put(forgery, 400);
        }
        for (String forgery : List.of("order", "appid", "mchid", "amount", "currency")) {
            answers.put(forgery, 422);
        }

        answers.keySet()
                .forEach(
                        forgery ->
                                wechatpay.command(
                                        attempt, "pay", "{\"forgery\": \"" + forgery + "\"}"));
        LiveShop.until(
                "each is answered",
                () -> attempts(wechatpay.trade(attempt)).size() == answers.size());

        wechatpay
                .trade(attempt)
                .path("callbacks")
                .forEach(
                        notice -> {
                            JsonNode answer = notice.at("/attempts/0");
                            String forgery = notice.path("forgery").asText();
                            assertThat(answer.path("status").asInt())
                                    .as(forgery)
                                    .isEqualTo(answers.get(forgery));
                            assertThat(answer.path("answer").asText())
                                    .startsWith("{\"code\":\"FAIL\",\"message\":");
                        });
        assertThat(shop.payment(order).state()).isInstanceOf(AwaitingCustomer.class);
        assertThat(shop.payment(order).disputes()).hasSize(5);

        wechatpay.command(attempt, "pay", "{}");
        LiveShop.until("true money is money", () -> isPaid(order));
    }

    @Test
    void whatIsOverIsClosedAtWechatpayToo() throws Exception {
        shop.close();
        shop = open(Map.of("reconciliation.grace", "0s"));
        OrderId order = new OrderId(EventIds.next());
        shop.publish(
                shop.placed(order, PaymentMethod.WECHATPAY_NATIVE)
                        .replace("\"TWD\"", "\"CNY\"")
                        .replaceFirst(
                                "\"expiresAt\": \"[^\"]+\"",
                                "\"expiresAt\": \"" + Instant.now().plusSeconds(5) + "\""));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        assertThat(shop.get(checkout(order)).statusCode()).isEqualTo(200);
        AttemptNumber attempt = attempt(order);
        Instant deadline = shop.payment(order).expiresAt();
        LiveShop.until("the deadline passes", () -> Instant.now().isAfter(deadline));

        shop.bean(Payments.class).lookAgain(order, Instant.now().minusSeconds(1));

        LiveShop.until("it is over", () -> shop.payment(order).state() instanceof Expired);
        assertThat(wechatpay.trade(attempt).at("/trade/state").asText()).isEqualTo("closed");
        assertThat(shop.get(checkout(order)).statusCode()).isEqualTo(410);
    }

    /** Nothing is asked again for minutes: it is the notices that settle. */
    @Test
    @Tag("S4-11")
    void moneyGoesBackInPartsAndEachIsToldOnce() throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_NATIVE);
        shop.get(checkout(order));
        wechatpay.scan(code(order));
        LiveShop.until("the money is there", () -> isPaid(order));
        RefundId part = new RefundId("part-" + order);
        RefundId rest = new RefundId("rest-" + order);
        RefundNumber partNumber = RefundNumber.of(order, part);
        RefundNumber restNumber = RefundNumber.of(order, rest);

        shop.publish(shop.refundRequested(order, part, Money.of("500", "CNY")));
        LiveShop.until("it is taken on", () -> refund(order, part) instanceof RefundState.Accepted);
        wechatpay.refund(partNumber, "succeed", "{\"forgery\": \"amount\"}");
        LiveShop.until("a wrong amount is refused", () -> answers(partNumber).contains(422));
        assertThat(refund(order, part)).isInstanceOf(RefundState.Accepted.class);
        wechatpay.refund(partNumber, "succeed", "{\"callbacks\": 3}");
        LiveShop.until("three are answered", () -> answers(partNumber).size() == 4);
        assertThat(answers(partNumber)).containsExactlyInAnyOrder(422, 204, 204, 204);
        assertThat(refund(order, part)).isInstanceOf(RefundState.Refunded.class);

        wechatpay.fails("refund", "lost-answer");
        shop.publish(shop.refundRequested(order, rest, Money.of("700", "CNY")));
        LiveShop.until(
                "asking finds it", () -> refund(order, rest) instanceof RefundState.Accepted);
        assertThat(wechatpay.control("GET", "faults", "").path("items")).isEmpty();
        wechatpay.refund(restNumber, "succeed", "{}");
        LiveShop.until("it is back", () -> refund(order, rest) instanceof RefundState.Refunded);

        JsonNode moved = callback(order, "refund-moved");
        assertThat(moved.at("/received/content.refund_status").asText()).isEqualTo("SUCCESS");
        assertThat(moved.at("/checks")).allMatch(c -> c.path("verdict").asText().equals("holds"));
        assertThat(callback(order, "disputed").at("/checks").toString())
                .contains("0.01 of 1200.00 is claimed, ours is 500.00 of 1200.00");
        assertThat(callback(order, "confirmed").at("/received/content.payer.openid").asText())
                .endsWith("characters, masked)");
        JsonNode replayed =
                shop.admin("POST", "/callbacks/" + moved.path("id").asText() + "/replay");
        assertThat(replayed.path("outcome").asText()).isEqualTo("repeated");
        LiveShop.until("both are told", () -> refundsTold(order).size() == 2);
        assertThat(refundsTold(order))
                .containsExactly("500.00 leaves 700.00", "700.00 leaves 0.00");
        LiveShop.until("of the wrong amount", () -> !reasonsTold(order).isEmpty());
        assertThat(reasonsTold(order)).containsExactly("refund-mismatch");
        assertThat(wechatpay.trade(attempt(order)).at("/trade/state").asText())
                .isEqualTo("refunded");
    }

    /** The buyer's card is dead: a person is called, and WeChat Pay may still end it either way. */
    @Test
    @Tag("S4-11")
    void whatCannotBeCarriedOutWaitsForAPersonUntilWechatPayEndsIt() throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_NATIVE);
        shop.get(checkout(order));
        wechatpay.scan(code(order));
        LiveShop.until("the money is there", () -> isPaid(order));
        RefundId closed = new RefundId("closed-" + order);
        RefundId back = new RefundId("back-" + order);
        RefundNumber closedNumber = RefundNumber.of(order, closed);
        RefundNumber backNumber = RefundNumber.of(order, back);
        for (RefundId id : List.of(closed, back)) {
            shop.publish(shop.refundRequested(order, id, Money.of("500", "CNY")));
            LiveShop.until(
                    "it is taken on", () -> refund(order, id) instanceof RefundState.Accepted);
            wechatpay.refund(RefundNumber.of(order, id), "abnormal", "{\"callbacks\": 2}");
            LiveShop.until("a person", () -> refund(order, id) instanceof RefundState.Manual);
        }
        assertThat(shop.payment(order).refundable()).isEqualTo(Money.of("200", "CNY"));

        wechatpay.refund(closedNumber, "close", "{\"callbacks\": 2}");
        wechatpay.refund(backNumber, "succeed", "{\"callbacks\": 2}");

        LiveShop.until("it is over", () -> refund(order, closed) instanceof RefundState.Failed);
        LiveShop.until("it is back", () -> refund(order, back) instanceof RefundState.Refunded);
        assertThat(shop.payment(order).refundable()).isEqualTo(Money.of("700", "CNY"));
        LiveShop.until("all is told", () -> reasonsTold(order).size() == 2);
        assertThat(reasonsTold(order)).containsExactly("refund-by-hand", "refund-by-hand");
        LiveShop.until("the refund is told", () -> !refundsTold(order).isEmpty());
        assertThat(refundsTold(order)).containsExactly("500.00 leaves 700.00");
    }

    /** Of every dispute that the world was told of. */
    private List<String> reasonsTold(OrderId order) {
        try {
            return shop.told().stream()
                    .filter(event -> event.at("/subject").asText().equals(order.value()))
                    .filter(event -> event.at("/type").asText().equals("payment.disputed.v1"))
                    .map(event -> event.at("/data/reason").asText())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private RefundState refund(OrderId order, RefundId id) {
        Refund refund = shop.payment(order).refunds().get(id);
        return refund == null ? new RefundState.Requested(Instant.EPOCH, "") : refund.state();
    }

    /** What the shop answered to the refund's notices. */
    private List<Integer> answers(RefundNumber number) {
        List<Integer> all = new ArrayList<>();
        wechatpay
                .refund(number)
                .path("callbacks")
                .forEach(
                        notice ->
                                notice.path("attempts")
                                        .forEach(one -> all.add(one.path("status").asInt())));
        return all;
    }

    /** The latest kept callback of the order that came to this. */
    private JsonNode callback(OrderId order, String outcome)
            throws IOException, InterruptedException {
        for (JsonNode kept : shop.admin("GET", "/callbacks?orderId=" + order).path("items")) {
            if (kept.path("outcome").asText().equals(outcome)) {
                return kept;
            }
        }
        throw new AssertionError("no callback was " + outcome);
    }

    private List<String> refundsTold(OrderId order) {
        try {
            return shop.told().stream()
                    .filter(event -> event.at("/subject").asText().equals(order.value()))
                    .filter(event -> event.at("/type").asText().equals("payment.refunded.v1"))
                    .map(
                            event ->
                                    event.at("/data/amount/amount").asText()
                                            + " leaves "
                                            + event.at("/data/remaining/amount").asText())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private HttpResponse<String> callUp(OrderId order, String token, String openid)
            throws IOException, InterruptedException {
        return shop.post(
                "/api/checkout/" + order + "/wechatpay-jsapi?token=" + token,
                "{\"openid\": \"" + openid + "\"}");
    }

    private static JsonNode called(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValue("no-cache, no-store, must-revalidate");
        return Contracts.JSON.readTree(answer.body());
    }

    private OrderId placed(PaymentMethod method) throws IOException {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(
                shop.placed(order, method)
                        .replace("\"TWD\"", "\"CNY\"")
                        .replace("\"zh-TW\"", "\"zh-CN\""));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        return order;
    }

    private static String checkout(OrderId order) {
        return "/checkout/" + order + "?token=" + PaymentFixtures.TOKEN;
    }

    /** The only one there is. */
    private AttemptNumber attempt(OrderId order) {
        assertThat(shop.payment(order).attempts()).hasSize(1);
        return shop.payment(order).attempts().keySet().iterator().next();
    }

    private String code(OrderId order) {
        Attempt attempt =
                Objects.requireNonNull(shop.payment(order).attempts().get(attempt(order)));
        return Objects.requireNonNull(Objects.requireNonNull(attempt.session()).link());
    }

    private boolean isPutOff(OrderId order) {
        return Long.parseLong(Objects.requireNonNull(shop.item(order).get("dueAt")).n())
                > System.currentTimeMillis();
    }

    private boolean isPaid(OrderId order) {
        return shop.payment(order).state() instanceof Confirmed;
    }

    /** Every attempt to tell, whatever notice it belongs to. */
    private static List<JsonNode> attempts(JsonNode trade) {
        List<JsonNode> all = new ArrayList<>();
        trade.path("callbacks").forEach(notice -> notice.path("attempts").forEach(all::add));
        return all;
    }

    private long told(OrderId order) {
        try {
            return shop.told().stream()
                    .filter(event -> event.at("/subject").asText().equals(order.value()))
                    .filter(event -> event.at("/type").asText().equals("payment.confirmed.v1"))
                    .count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
