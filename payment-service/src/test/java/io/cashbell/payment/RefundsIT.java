package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.RefundState.Refunded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Money goes back through the sandbox's gateways, whatever they answer and however often asked. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(BackendExtension.class)
class RefundsIT {

    private static final String TOKEN = "an-administrators-token-of-this-test-alone";

    private final PlayedGateways gateways = new PlayedGateways();
    private final LiveShop shop;

    RefundsIT(Resources resources) {
        this.shop =
                LiveShop.open(
                        resources,
                        Map.of(
                                "KAKAOPAY_CID",
                                "TC0ONETIME",
                                "KAKAOPAY_SECRET_KEY",
                                PlayedGateways.KAKAOPAY_KEY,
                                "KAKAOPAY_BASE_URL",
                                gateways.at("/kakaopay").toString(),
                                "ECPAY_BASE_URL",
                                gateways.at("/ecpay").toString(),
                                "ADMIN_API_TOKEN",
                                TOKEN,
                                "reconciliation.every",
                                "300ms",
                                "refunds.again",
                                "300ms",
                                "refunds.quiet",
                                "1s"));
    }

    @AfterAll
    void stop() {
        shop.close();
        gateways.close();
    }

    @Test
    @Tag("S4-11")
    void kakaopayGivesBackInPartsAndTheTaxOfThePartsIsThatOfTheWhole() throws Exception {
        OrderId order = paidByKakaopay();

        refund(order, "a", "500");
        refund(order, "b", "333");
        refund(order, "c", "367");

        assertThat(told(order, "payment.refunded.v1"))
                .extracting(event -> event.at("/data/remaining/amount").asText())
                .containsExactly("700", "367", "0");
        JsonNode trade = gateways.kakaopayTrade(tid(order));
        assertThat(trade.path("status").asText()).as(trade.toString()).isEqualTo("CANCEL_PAYMENT");
        assertThat(shop.payment(order).remaining()).isEqualTo(Money.of("0", "KRW"));
        LiveShop.until("nobody looks after it", () -> !shop.item(order).containsKey("dueShard"));
    }

    @Test
    void aLostAnswerIsFoundByAskingAndNothingIsGivenBackTwice() throws Exception {
        OrderId order = paidByKakaopay();
        gateways.fails("kakaopay", "cancel", "lost-answer", 1);

        refund(order, "a", "1200");

        assertThat(told(order, "payment.refunded.v1")).hasSize(1);
        assertThat(gateways.kakaopayTrade(tid(order)).path("status").asText())
                .isEqualTo("CANCEL_PAYMENT");
    }

    @Test
    void aRepeatedRequestIsTheSameRefundAndOneTooManyIsToldAsFailed() throws Exception {
        OrderId order = paidByKakaopay();
        refund(order, "a", "1000");

        shop.publish(shop.refundRequested(order, id("a", order), Money.of("1000", "KRW")));
        shop.publish(shop.refundRequested(order, id("b", order), Money.of("201", "KRW")));

        LiveShop.until("it is told", () -> !told(order, "payment.refund-failed.v1").isEmpty());
        JsonNode failed = told(order, "payment.refund-failed.v1").getFirst();
        assertThat(failed.at("/data/refundId").asText()).isEqualTo(id("b", order).value());
        assertThat(failed.at("/data/remaining/amount").asText()).isEqualTo("200");
        assertThat(told(order, "payment.refunded.v1")).hasSize(1);
        assertThat(shop.payment(order).remaining()).isEqualTo(Money.of("200", "KRW"));
    }

    @Test
    @Tag("S1-18")
    void theOwnerAsksByNameAndStrangersDoNot() throws Exception {
        OrderId order = paidByKakaopay();
        String path = "/api/admin/payments/" + order + "/refunds";
        String wish =
                "{\"refundId\": \"%s\", \"reason\": \"x\", \"amount\": {\"amount\": \"%s\", \"currency\": \"KRW\"}}";

        assertThat(shop.post(path, wish.formatted(id("a", order), "700"), null).statusCode())
                .isEqualTo(401);
        HttpResponse<String> taken = owner(path, wish.formatted(id("a", order), "700"));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        assertThat(owner(path, wish.formatted(id("a", order), "700")).statusCode()).isEqualTo(202);
        assertThat(owner(path, wish.formatted(id("a", order), "600")).statusCode()).isEqualTo(422);
        HttpResponse<String> tooMuch = owner(path, wish.formatted(id("b", order), "501"));
        assertThat(tooMuch.statusCode()).isEqualTo(409);
        assertThat(tooMuch.body()).contains("refund-not-possible", "More than is left");
        assertThat(owner(path, wish.formatted("short", "1")).statusCode()).isEqualTo(400);
        assertThat(owner(path, "{\"amount\": null}").statusCode()).isEqualTo(400);
        assertThat(owner(path + "/" + id("c", order) + "/done", "{}").statusCode()).isEqualTo(404);
        LiveShop.until("the money is back", () -> state(order, id("a", order)) instanceof Refunded);
        assertThat(owner(path + "/" + id("a", order) + "/done", "{}").body())
                .contains("\"status\":\"refunded\"");
        assertThat(shop.payment(order).refunds()).hasSize(1);
    }

    /** The gateway gave it back in its console: kept back at once, and a person decides. */
    @Test
    @Tag("S4-11")
    void aTaskForAPersonIsToldOnceAndCanBeGivenUp() throws Exception {
        OrderId order = paidByKakaopay();
        RefundRequest found =
                new RefundRequest(id("f", order), Money.of("900", "KRW"), "found", null);
        Refunds refunds = shop.bean(Refunds.class);

        assertThat(refunds.holdBack(order, found)).isTrue();
        assertThat(refunds.holdBack(order, found)).as("once").isTrue();
        assertThat(
                        refunds.holdBack(
                                order,
                                new RefundRequest(
                                        id("g", order), Money.of("500", "KRW"), "found", null)))
                .as("as much as is left")
                .isTrue();

        assertThat(shop.payment(order).refundable()).isEqualTo(Money.of("0", "KRW"));
        LiveShop.until("both are told", () -> tasksTold(order).size() == 2);
        assertThat(tasksTold(order))
                .containsExactlyInAnyOrder("refund-by-hand 900", "refund-by-hand 300");

        String path = "/api/admin/payments/" + order + "/refunds/" + id("f", order);
        String reason = "{\"reason\": \"the console shows nothing\"}";
        assertThat(shop.post(path + "/give-up", reason, null).statusCode()).isEqualTo(401);
        assertThat(owner(path + "/give-up", "{\"reason\": \" \"}").statusCode()).isEqualTo(400);
        assertThat(owner(path + "/give-up", "{}").statusCode()).isEqualTo(400);
        HttpResponse<String> givenUp = owner(path + "/give-up", reason);
        assertThat(givenUp.statusCode()).as(givenUp.body()).isEqualTo(200);
        assertThat(givenUp.body()).contains("\"status\":\"failed\"", "the console shows nothing");
        assertThat(owner(path + "/give-up", reason).statusCode()).as("again").isEqualTo(200);
        assertThat(owner(path + "/give-up", "{\"reason\": \"no\"}").statusCode()).isEqualTo(409);
        assertThat(owner(path + "/done", "{}").statusCode()).isEqualTo(409);
        LiveShop.until("it is told", () -> !told(order, "payment.refund-failed.v1").isEmpty());
        assertThat(told(order, "payment.refund-failed.v1").getFirst().at("/data/reason").asText())
                .isEqualTo("the console shows nothing");

        assertThat(shop.payment(order).refundable()).isEqualTo(Money.of("900", "KRW"));
        refund(order, "a", "900");
    }

    /** Each once, however many copies of it were sent. */
    private Set<String> tasksTold(OrderId order) {
        return told(order, "payment.disputed.v1").stream()
                .map(
                        event ->
                                event.at("/data/reason").asText()
                                        + " "
                                        + event.at("/data/amount/amount").asText())
                .collect(Collectors.toSet());
    }

    private HttpResponse<String> owner(String path, String body)
            throws IOException, InterruptedException {
        return shop.post(path, body, "Bearer " + TOKEN);
    }

    private OrderId paidByKakaopay() throws IOException, InterruptedException {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(
                shop.placed(order)
                        .replace("\"TWD\"", "\"KRW\"")
                        .replace("\"ecpay-credit\"", "\"kakaopay\""));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        shop.get("/checkout/" + order + "?token=" + PaymentFixtures.TOKEN);
        shop.get(gateways.kakaopayAgrees(tid(order)));
        assertThat(shop.payment(order).state()).isInstanceOf(Confirmed.class);
        return order;
    }

    private String tid(OrderId order) {
        Attempt only = shop.payment(order).attempts().values().iterator().next();
        return Objects.requireNonNull(only.session()).reference();
    }

    /** Asks for it as the shop does, and waits until it is told that the money is back. */
    private void refund(OrderId order, String name, String amount) throws IOException {
        RefundId id = id(name, order);
        Money money = new Money(0, shop.payment(order).amount().currency());
        shop.publish(
                shop.refundRequested(
                        order, id, Money.of(amount, money.currency().getCurrencyCode())));
        LiveShop.until("the money is back", () -> state(order, id) instanceof Refunded);
        LiveShop.until(
                "the shop is told",
                () ->
                        told(order, "payment.refunded.v1").stream()
                                .anyMatch(
                                        event ->
                                                event.at("/data/refundId")
                                                        .asText()
                                                        .equals(id.value())));
    }

    private RefundState state(OrderId order, RefundId id) {
        Refund refund = shop.payment(order).refunds().get(id);
        return refund == null ? new RefundState.Requested(Instant.EPOCH, "") : refund.state();
    }

    private static RefundId id(String name, OrderId order) {
        return new RefundId(name + "-" + order);
    }

    private List<JsonNode> told(OrderId order, String type) {
        try {
            return shop.told().stream()
                    .filter(event -> event.at("/subject").asText().equals(order.value()))
                    .filter(event -> event.at("/type").asText().equals(type))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
