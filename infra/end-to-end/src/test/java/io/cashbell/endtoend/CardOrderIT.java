package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.EcpayNotice;
import io.cashbell.endtoend.buyer.GatewayPage;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Json;
import io.cashbell.endtoend.shop.Mailbox;
import io.cashbell.endtoend.shop.Merchant;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.local.process.Service;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An order by card: from the catalog to the owner's mail. */
@ExtendWith(ShopExtension.class)
class CardOrderIT {
    /** What the shop promises: the page and the stream show a payment within this. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofSeconds(15);

    private final Shop shop;
    private final Buyer buyer;

    CardOrderIT(Shop shop) {
        this.shop = shop;
        this.buyer = Buyer.in(shop);
    }

    @Test
    @Tag("S4-33")
    @Tag("S4-28")
    void siteAndProductsComeFirstAndMayBeKept() {
        var site = Http.get(shop.order().resolve("/api/site")).expect(200);
        assertThat(site.json().path("status").asText()).isEqualTo("open");
        assertThat(site.json().path("paymentMethods").findValuesAsText("code"))
                .contains("ecpay-credit", "pay-on-arrival");
        var products = Http.get(shop.order().resolve("/api/products")).expect(200);
        assertThat(products.body()).contains("tea-oolong", "tea-ruby-black");
        for (var answer : List.of(site, products)) {
            assertThat(answer.header("etag")).isPresent();
            assertThat(answer.header("cache-control")).isPresent();
        }
    }

    @Test
    @Tag("S1-12")
    @Tag("S1-24")
    @Tag("S4-30")
    @Tag("S4-36")
    @Tag("S4-39")
    @Tag("S4-40")
    @Tag("S4-41")
    @Tag("S4-43")
    @Tag("S4-44")
    void aPaidCardTurnsTheOrderPaidAtOnceAndRingsTheBellOnce() {
        var order = buyer.place(buyer.someTea());
        assertThat(order.json().path("status").asText()).isEqualTo("created");
        assertThat(order.json().path("payment").path("status").asText()).isEqualTo("pending");
        try (var stream = buyer.listen(order)) {
            stream.await("created", SOON);
            var page = buyer.goToGateway(order);
            assertThat(page.html()).contains("NT$").contains(page.tradeNumber());

            var back = page.pay();
            var acknowledged = acknowledgement(page);

            assertThat(back).isEqualTo(order.resultUrl());
            var paid = buyer.awaitStatus(order, "paid", AT_ONCE);
            assertThat(Instant.now()).isBefore(acknowledged.plus(AT_ONCE));
            assertThat(paid.path("payment").path("status").asText()).isEqualTo("confirmed");
            assertThat(paid.path("payment").path("paidAt").asText()).isNotBlank();
            var heard = stream.await("paid", AT_ONCE);
            assertThat(heard.at()).isBefore(acknowledged.plus(AT_ONCE));
            assertTheOwnerKnows(order, paid);
            assertThat(shop.sandbox().callbacks(page.tradeNumber())).hasSize(1);
        }
    }

    @Test
    @Tag("S2-38")
    @Tag("S2-27")
    void oneTraceLeadsFromTheRequestThroughEveryLogToTheMail() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var headers = Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        var answer = buyer.order(buyer.someTea(), headers).expect(201);
        assertThat(answer.header("traceparent").orElseThrow()).contains(trace);
        assertThat(answer.header("x-request-id")).isPresent();
        var order = new PlacedOrder(answer.json());

        buyer.goToGateway(order).pay();

        var mail = shop.mailbox().await(order.id(), SOON);
        assertThat(mail.header("traceparent").orElseThrow()).contains(trace);
        for (var service : Service.values()) {
            var lines = shop.log(service).linesWith(trace);
            assertThat(lines).as("lines of %s", service).isNotEmpty();
            assertThat(lines)
                    .as("lines of %s that name the order", service)
                    .anyMatch(line -> line.toString().contains(order.id()));
        }
    }

    @Test
    @Tag("S2-26")
    @Tag("S2-35")
    @Tag("S2-36")
    void afterAFailedPaymentTheBuyerPaysOnASecondAttempt() {
        var order = buyer.place(buyer.someTea());
        var first = buyer.goToGateway(order);
        first.fail();
        Poll.until(
                SOON,
                "the payment has failed",
                () -> paymentOf(buyer.look(order)).equals("failed"));
        Poll.until(
                SOON,
                "the owner hears of the failure",
                () ->
                        shop.mailbox().about(order.id()).stream()
                                .anyMatch(Mailbox.Mail::tellsOfFailure));

        var second = buyer.goToGateway(order);
        assertThat(second.tradeNumber()).isNotEqualTo(first.tradeNumber());
        second.pay();

        assertThat(paymentOf(buyer.awaitStatus(order, "paid", SOON))).isEqualTo("confirmed");
        Poll.until(
                SOON,
                "the owner hears of the payment",
                () ->
                        shop.mailbox().about(order.id()).stream()
                                .anyMatch(Mailbox.Mail::tellsOfPayment));
        assertThat(shop.mailbox().about(order.id())).hasSize(2);
    }

    @Test
    @Tag("S4-3")
    @Tag("S2-36")
    void afterAFailedCardTheSameOrderIsPaidByATransfer() {
        var order = buyer.place(buyer.someTea());
        buyer.goToGateway(order).fail();
        Poll.until(
                SOON,
                "the payment has failed",
                () -> paymentOf(buyer.look(order)).equals("failed"));

        var transfer = buyer.goToGateway(order, "ecpay-atm");
        shop.sandbox().issue(transfer.tradeNumber());
        Poll.until(
                SOON,
                "the account is shown",
                () -> paymentOf(buyer.look(order)).equals("awaiting-transfer"));
        var waiting = buyer.look(order).path("payment");
        assertThat(waiting.path("method").asText()).isEqualTo("ecpay-atm");
        assertThat(Instant.parse(waiting.path("expiresAt").asText()))
                .as("a card has half an hour, a transfer three days")
                .isAfter(Instant.now().plus(Duration.ofDays(2)));
        shop.sandbox().pay(transfer.tradeNumber());

        var paid = buyer.awaitStatus(order, "paid", SOON);
        assertThat(paid.path("payment").path("method").asText()).isEqualTo("ecpay-atm");
        var mail =
                Poll.get(
                        SOON,
                        "the owner hears of the payment",
                        () ->
                                shop.mailbox().about(order.id()).stream()
                                        .filter(Mailbox.Mail::tellsOfPayment)
                                        .findFirst());
        assertThat(mail.text()).contains("ATM 轉帳（綠界 ECPay）");
        assertThat(shop.mailbox().about(order.id()))
                .as("one of the failure, one of the payment")
                .filteredOn(Mailbox.Mail::tellsOfPayment)
                .hasSize(1);
    }

    @Test
    @Tag("S3-34")
    @Tag("S3-37")
    @Tag("S3-39")
    void whoWalksAwayOwesStillAndMayComeBack() {
        var order = buyer.place(buyer.someTea());
        var head = Http.head(order.checkoutUrl());
        assertThat(head.header("cache-control").orElseThrow())
                .isEqualTo("no-cache, no-store, must-revalidate");
        var page = buyer.goToGateway(order);
        page.leave();

        var seen = buyer.look(order);

        assertThat(seen.path("status").asText()).isEqualTo("created");
        assertThat(paymentOf(seen)).isEqualTo("pending");
        assertThat(shop.mailbox().about(order.id())).isEmpty();
        buyer.goToGateway(order).pay();
        buyer.awaitStatus(order, "paid", SOON);
    }

    @Test
    void aSimulatedPaymentIsAcknowledgedAndNobodyIsPaid() {
        var order = buyer.place(buyer.someTea());
        var page = buyer.goToGateway(order);

        shop.sandbox().simulate(page.tradeNumber());

        acknowledgement(page);
        assertNothingChanges(order);
    }

    @Test
    @Tag("S2-22")
    @Tag("S2-23")
    @Tag("S2-26")
    void whatIsForgedIsNotAcknowledgedAndChangesNothing() {
        var order = buyer.place(buyer.someTea());
        var page = buyer.goToGateway(order);
        for (var forgery : List.of("mac", "amount", "merchant", "tradeNo")) {
            shop.sandbox().forge(page.tradeNumber(), forgery);
        }
        var answers =
                Poll.get(
                        SOON,
                        "four answers to four forgeries",
                        () ->
                                Optional.of(shop.sandbox().callbacks(page.tradeNumber()))
                                        .filter(callbacks -> callbacks.size() == 4));
        assertThat(answers)
                .allSatisfy(
                        answer ->
                                assertThat(answer.path("answer").asText())
                                        .as("answer to a wrong %s", answer.path("forged"))
                                        .isNotEqualTo("1|OK"));
        assertNothingChanges(order);

        page.pay();
        buyer.awaitStatus(order, "paid", SOON);
    }

    @Test
    @Tag("S4-55")
    void aReturningBrowserAloneChangesNothing() {
        var order = buyer.place(buyer.someTea());
        var form = buyer.checkout(order);
        buyer.enter(form);
        var claim = EcpayNotice.paid(form, "2611210000000001").signedBy(Merchant.PUBLIC_TEST);

        var answer = Http.postForm(URI.create(form.field("OrderResultURL")), claim.fields());

        assertThat(answer.status()).isEqualTo(303);
        assertNothingChanges(order);
    }

    /** A later order of the same shop was paid meanwhile: what would have happened has happened. */
    private void assertNothingChanges(PlacedOrder order) {
        var later = buyer.place(buyer.someTea());
        buyer.goToGateway(later).pay();
        buyer.awaitStatus(later, "paid", SOON);
        var seen = buyer.look(order);
        assertThat(seen.path("status").asText()).isEqualTo("created");
        assertThat(paymentOf(seen)).isEqualTo("pending");
        assertThat(shop.mailbox().about(order.id())).noneMatch(Mailbox.Mail::tellsOfPayment);
    }

    private void assertTheOwnerKnows(PlacedOrder order, JsonNode paid) {
        var mail = shop.mailbox().await(order.id(), SOON);
        assertThat(mail.to()).isEqualTo(Shop.OWNER);
        for (var part : List.of(mail.text(), mail.html())) {
            assertThat(part).contains(order.id());
            assertThat(part).contains(shop.order() + "/admin/orders/" + order.id());
            assertThat(part).contains("信用卡（綠界 ECPay）");
            for (var item : Json.elements(paid.path("items"))) {
                assertThat(part).contains(item.path("name").asText());
            }
        }
        var total = "%,d".formatted(Integer.parseInt(order.amount()));
        assertThat(mail.text()).contains(total);
        assertThat(mail.text()).contains("付款時間: 20");
        // Whoever has mailed a second copy has done so before this one is answered.
        assertThat(shop.mailbox().about(order.id())).hasSize(1);
    }

    /** When the shop first said {@code 1|OK}. */
    private Instant acknowledgement(GatewayPage page) {
        return Poll.get(
                SOON,
                "the callback is acknowledged",
                () ->
                        shop.sandbox().callbacks(page.tradeNumber()).stream()
                                .filter(callback -> callback.path("acknowledged").asBoolean())
                                .map(
                                        callback ->
                                                Instant.parse(callback.path("at").asText())
                                                        .plusMillis(
                                                                callback.path("millis").asLong()))
                                .findFirst());
    }

    private static String paymentOf(JsonNode order) {
        return order.path("payment").path("status").asText();
    }
}
