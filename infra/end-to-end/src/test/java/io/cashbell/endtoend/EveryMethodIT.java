package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.OrderForm;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Json;
import io.cashbell.endtoend.shop.Mailbox;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.endtoend.shop.WechatMerchant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to pay, from the cart to the owner's mail. */
@ExtendWith(ShopExtension.class)
class EveryMethodIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Shop shop;
    private final Buyer buyer;

    EveryMethodIT(Shop shop) {
        this.shop = shop;
        this.buyer = Buyer.in(shop);
    }

    @Test
    @Tag("S4-3")
    void theSiteOffersWhatTheGatewaysTake() {
        var site = Http.get(shop.order().resolve("/api/site")).expect(200).json();

        assertThat(site.path("paymentMethods").findValuesAsText("code"))
                .contains(
                        "ecpay-credit",
                        "ecpay-atm",
                        "ecpay-cvs",
                        "ecpay-barcode",
                        "ecpay-webatm",
                        "kakaopay",
                        "wechatpay-native",
                        "wechatpay-jsapi",
                        "pay-on-arrival");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecpay-credit", "ecpay-webatm"})
    @Tag("S4-3")
    @Tag("S4-41")
    void whoPaysAtOnceIsPaidAtOnce(String method) {
        var order = place(method);
        var page = buyer.goToGateway(order);

        shop.sandbox().pay(page.tradeNumber());

        assertPaidAndTold(order);
    }

    @ParameterizedTest
    @CsvSource({
        "ecpay-atm, /payment/instructions/account, vAccount",
        "ecpay-cvs, /payment/instructions/paymentCode, PaymentNo",
        "ecpay-barcode, /payment/instructions/barcodes/0, Barcode1",
    })
    @Tag("S4-3")
    @Tag("S4-31")
    @Tag("S4-42")
    @Tag("S4-45")
    @Tag("S4-46")
    void whoPaysLaterIsShownWhereAndIsPaidWhenTheMoneyComes(
            String method, String shown, String issuedAs) {
        var order = place(method);
        try (var stream = buyer.listen(order)) {
            var page = buyer.goToGateway(order);
            shop.sandbox().issue(page.tradeNumber());

            var seen =
                    Poll.get(
                            SOON,
                            order.id() + " shows where to pay",
                            () ->
                                    Optional.of(buyer.look(order))
                                            .filter(o -> o.at(shown).isTextual()));
            var trade = shop.sandbox().trade(page.tradeNumber());
            assertThat(seen.at(shown).asText())
                    .isEqualTo(trade.path("issued").path(issuedAs).asText());
            // ECPay tells it to the second.
            assertThat(Instant.parse(seen.at("/payment/instructions/expiresAt").asText()))
                    .isEqualTo(
                            Instant.parse(trade.path("deadline").asText())
                                    .truncatedTo(ChronoUnit.SECONDS));
            assertThat(seen.at("/payment/status").asText()).isEqualTo("awaiting-transfer");
            assertThat(seen.path("status").asText()).isEqualTo("created");
            Poll.until(
                    SOON,
                    "the stream shows it too",
                    () ->
                            stream.changes().stream()
                                    .anyMatch(change -> change.order().at(shown).isTextual()));

            var mail = mailToBuyer(order, "訂單繳費資訊");
            for (var part : List.of(mail.text(), mail.html())) {
                assertThat(part).contains(seen.at(shown).asText(), order.resultUrl().toString());
            }

            shop.sandbox().pay(page.tradeNumber());

            assertPaidAndTold(order);
            mailToBuyer(order, "已收到您的款項");
            stream.await("paid", SOON);
        }
    }

    @Test
    @Tag("S3-36")
    @Tag("S3-40")
    void whoPaysByKakaoPayIsPaidInWon() {
        var order = place("kakaopay");
        assertThat(order.json().path("total").path("currency").asText()).isEqualTo("KRW");
        var location =
                Poll.get(
                        SOON,
                        "the checkout knows " + order.id(),
                        () -> Http.get(order.checkoutUrl()).header("location"));
        assertThat(location).startsWith(shop.sandbox().address() + "/kakaopay/");

        var back = Http.get(shop.sandbox().agreeAtKakaoPay(order.id())).expect(303);
        assertThat(back.header("location")).hasValue(order.resultUrl().toString());

        assertPaidAndTold(order);
        mailToBuyer(order, "주문이 접수되었습니다");
        assertThat(mailToBuyer(order, "결제가 확인되었습니다").text()).contains("₩", "카카오페이");
    }

    @Test
    @Tag("S4-43")
    void whoScansWechatPaysCodeIsPaidInYuan() {
        var order = place("wechatpay-native");
        assertThat(order.json().path("total").path("currency").asText()).isEqualTo("CNY");
        Poll.until(
                SOON,
                "the code to scan is shown",
                () -> Http.get(order.checkoutUrl()).body().contains("class=\"qr\""));

        shop.sandbox().payAtWechatPay(order.id());

        assertPaidAndTold(order);
        // Whoever still has the page with the code open is led on from it.
        Poll.until(
                SOON,
                "the code's page leads to the result",
                () ->
                        Http.get(order.checkoutUrl())
                                .header("location")
                                .equals(Optional.of(order.resultUrl().toString())));
    }

    @Test
    @Tag("S2-18")
    @Tag("S2-20")
    void whoPaysInAMiniProgramIsPaidInYuan() {
        var order = place("wechatpay-jsapi");
        assertThat(order.json().path("total").path("currency").asText()).isEqualTo("CNY");

        var callUp = buyer.callUp(order, "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");

        var merchant = WechatMerchant.of(shop.sandbox().wechatPay());
        assertThat(callUp.path("appId").asText()).isEqualTo(merchant.appId());
        assertThat(callUp.path("signType").asText()).isEqualTo("RSA");
        assertThat(callUp.path("package").asText()).startsWith("prepay_id=");
        assertThat(Instant.ofEpochSecond(callUp.path("timeStamp").asLong()))
                .isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
        assertThat(merchant.hasSigned(callUp)).isTrue();
        for (var parameter : List.of("timeStamp", "nonceStr", "package")) {
            var altered = ((ObjectNode) callUp).deepCopy().put(parameter, "1700000000");
            assertThat(merchant.hasSigned(altered)).as(parameter).isFalse();
            assertThat(shop.sandbox().requestPayment(altered)).startsWith("requestPayment:fail");
        }
        assertThat(buyer.look(order).path("status").asText()).isEqualTo("created");

        assertThat(shop.sandbox().requestPayment(callUp)).isEqualTo("requestPayment:ok");

        assertPaidAndTold(order);
        mailToBuyer(order, "已收到您的款项");
    }

    private PlacedOrder place(String method) {
        return buyer.place(
                OrderForm.by(method, buyer.person())
                        .with(2, "tea-oolong")
                        .with(1, "tea-ruby-black"));
    }

    private Mailbox.Mail mailToBuyer(PlacedOrder order, String subject) {
        return shop.mailbox().awaitForBuyer(buyer.person().email(), order.id(), subject, SOON);
    }

    private void assertPaidAndTold(PlacedOrder order) {
        JsonNode paid = buyer.awaitStatus(order, "paid", SOON);
        assertThat(paid.at("/payment/status").asText()).isEqualTo("confirmed");
        assertThat(paid.at("/payment/instructions").isMissingNode()).isTrue();
        Poll.until(
                SOON,
                "the owner hears of the payment",
                () ->
                        shop.mailbox().about(order.id()).stream()
                                .anyMatch(Mailbox.Mail::tellsOfPayment));
        var mail =
                shop.mailbox().about(order.id()).stream()
                        .filter(Mailbox.Mail::tellsOfPayment)
                        .findFirst()
                        .orElseThrow();
        for (var item : Json.elements(paid.path("items"))) {
            assertThat(mail.text()).contains(item.path("name").asText());
        }
    }
}
