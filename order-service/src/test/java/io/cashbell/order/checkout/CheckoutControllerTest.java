package io.cashbell.order.checkout;

import static io.cashbell.order.fakes.Shop.ORDER;
import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.AccessToken;
import io.cashbell.order.Order;
import io.cashbell.order.OrderId;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.fakes.InMemoryCatalogs;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CheckoutControllerTest {
    private final Shop shop = Shop.open();
    private final InMemoryOrders orders = shop.the(InMemoryOrders.class);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    @Tag("S4-36")
    @Tag("S4-39")
    void anOrderByCardIsCreatedAndSentToTheCheckout() {
        HttpResponse<String> response = shop.order(ORDER);

        assertThat(response.statusCode()).isEqualTo(201);
        JsonNode body = json(response);
        String id = body.path("orderId").asText();
        String token = body.path("accessToken").asText();
        assertThat(id).matches("[0-9a-z]{26}");
        assertThat(token).hasSize(43);
        assertThat(body)
                .isEqualTo(
                        json(
                                """
                                {"orderId": "%s", "accessToken": "%s", "status": "created",
                                 "total": {"amount": "1200", "currency": "TWD"},
                                 "items": [{"productId": "tea-oolong", "name": "阿里山高山烏龍",
                                   "quantity": 2,
                                   "unitPrice": {"amount": "600", "currency": "TWD"},
                                   "lineTotal": {"amount": "1200", "currency": "TWD"}}],
                                 "payment": {"method": "ecpay-credit", "status": "pending",
                                   "expiresAt": "2026-03-01T02:33:04Z"},
                                 "checkoutUrl": "https://pay.shop.example/checkout/%s?token=%s",
                                 "resultUrl": "https://shop.example/result?order=%s"}
                                """
                                        .formatted(id, token, id, token, id)));
        assertThat(response.headers().firstValue("Location"))
                .contains("https://api.shop.example/api/orders/" + id);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    @Tag("S4-37")
    void payOnArrivalHasNoCheckoutAndIsDueOnArrival() {
        JsonNode body = json(shop.order(ORDER.replace("ecpay-credit", "pay-on-arrival")));
        assertThat(body.path("payment"))
                .isEqualTo(
                        json("{\"method\": \"pay-on-arrival\", \"status\": \"due-on-arrival\"}"));
        assertThat(body.has("checkoutUrl")).isFalse();
    }

    @Test
    void theOrderIsKeptWithANormalisedPhoneNumberAndAHashOfItsToken() {
        JsonNode body = json(shop.order(ORDER));
        Order order = orders.find(new OrderId(body.path("orderId").asText())).orElseThrow();
        assertThat(order.buyer().phone()).isEqualTo(new PhoneNumber("+886912345678"));
        assertThat(new AccessToken(body.path("accessToken").asText()).opens(order)).isTrue();
    }

    @Test
    void thePriceIsTheServersInEachCurrency() {
        assertThat(total(ORDER.replace("\"zh-TW\" }", "\"en\" }")).path("amount").asText())
                .isEqualTo("1200");
        // Both currencies are priced, and then refused because no method takes them.
        JsonNode yuan = json(shop.order(ORDER.replace("TWD", "CNY")));
        assertThat(yuan.path("detail").asText()).isEqualTo("ecpay-credit takes TWD only.");
    }

    @Test
    void aProductNamedTwiceIsWantedAsOftenAsBothSay() {
        String twice =
                ORDER.replace(
                        "\"quantity\": 2}",
                        "\"quantity\": 2}, {\"productId\": \"tea-oolong\", \"quantity\": 3}");
        JsonNode items = json(shop.order(twice)).path("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("quantity").asInt()).isEqualTo(5);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsPlace() {
        HttpResponse<String> response =
                shop.order(
                        """
                        {"items": [{"productId": "tea-oolong", "quantity": 0, "price": "1"},
                                   {"quantity": "2"}],
                         "currency": "USD", "surprise": {"a/b": 1},
                         "buyer": {"name": "a\\u0000b", "phone": "12", "email": "x"},
                         "shipTo": {"recipient": " ", "line1": 5, "city": "台北", "postalCode": "!",
                                    "country": "Taiwan"},
                         "paymentMethod": "gold", "locale": "ja",
                         "expectedTotal": {"amount": "1.5", "currency": "TWD"}}
                        """);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(response).path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(
                        "/surprise",
                        "/items/0/price",
                        "/items/0/quantity",
                        "/items/1/productId",
                        "/items/1/quantity",
                        "/currency",
                        "/shipTo/recipient",
                        "/shipTo/line1",
                        "/shipTo/postalCode",
                        "/shipTo/country",
                        "/buyer/name",
                        "/buyer/phone",
                        "/buyer/email",
                        "/paymentMethod",
                        "/locale",
                        "/expectedTotal/amount");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] asIfOfFourBytesEach = {0, '{', 0, 0};
        HttpResponse<String> response =
                shop.send(
                        shop.request("/api/orders", "Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(asIfOfFourBytesEach)));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(orders.count()).isZero();
    }

    @Test
    void whatIsNoJsonObjectIsRefused() {
        for (String body :
                List.of(
                        "",
                        "null",
                        "[]",
                        "\"order\"",
                        "{",
                        ORDER + ORDER,
                        ORDER.replaceFirst("\\{", "{\"locale\": \"en\","),
                        "[".repeat(5000))) {
            HttpResponse<String> response = shop.order(body);
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(response.body()).doesNotContain("jackson", "Exception", "JsonNode");
        }
        assertThat(orders.count()).isZero();
    }

    @Test
    void aBodyThatIsTooLargeOrOfAnotherTypeIsRefused() {
        String huge = ORDER.replace("王小明", "王".repeat(30_000));
        assertThat(shop.order(huge).statusCode()).isEqualTo(413);
        HttpResponse<String> form =
                shop.send(
                        shop.request("/api/orders", "Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString(ORDER)));
        assertThat(form.statusCode()).isEqualTo(415);
    }

    @Test
    void quantitiesAndLinesHaveTheirLimits() {
        assertThat(shop.order(ORDER.replace("\"quantity\": 2", "\"quantity\": 99")).statusCode())
                .isEqualTo(201);
        for (String quantity : List.of("100", "-1", "1.5", "2e0", "99999999999999999999", "null")) {
            JsonNode refusal =
                    json(shop.order(ORDER.replace("\"quantity\": 2", "\"quantity\": " + quantity)));
            assertThat(pointer(refusal)).as(quantity).isEqualTo("/items/0/quantity");
        }
        String many =
                String.join(
                        ",",
                        IntStream.range(0, 51)
                                .mapToObj(i -> "{\"productId\":\"p" + i + "\",\"quantity\":1}")
                                .toList());
        JsonNode refusal =
                json(
                        shop.order(
                                ORDER.replace(
                                        "{\"productId\": \"tea-oolong\", \"quantity\": 2}", many)));
        assertThat(pointer(refusal)).isEqualTo("/items");
    }

    @Test
    void whatTheShopHasNotIsRefusedWithItsPlace() {
        for (String product : List.of("tea-none", "tea-sold-out", "tea-old")) {
            HttpResponse<String> response = shop.order(ORDER.replace("tea-oolong", product));
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(slug(response)).isEqualTo("product-unavailable");
            assertThat(pointer(json(response))).isEqualTo("/items/0/productId");
        }
        HttpResponse<String> won =
                shop.order(ORDER.replace("tea-oolong", "tea-black").replace("TWD", "KRW"));
        assertThat(slug(won)).isEqualTo("product-unavailable");
    }

    @Test
    void aMethodThatIsNotOfferedOrDoesNotTakeTheAmountIsRefused() {
        assertRefusedMethod(ORDER.replace("ecpay-credit", "kakaopay"));
        assertRefusedMethod(ORDER.replace("TWD", "KRW"));
        assertRefusedMethod(
                ORDER.replace("ecpay-credit", "pay-on-arrival")
                        .replace("\"quantity\": 2", "\"quantity\": 34"));
    }

    private void assertRefusedMethod(String body) {
        HttpResponse<String> response = shop.order(body);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(slug(response)).isEqualTo("payment-method-unavailable");
        assertThat(pointer(json(response))).isEqualTo("/paymentMethod");
    }

    @Test
    @Tag("S1-3")
    void withoutAnAccountAtTheGatewayItsMethodsAreNotOffered() {
        try (Shop poor = Shop.open(Map.of("ECPAY_MERCHANT_ID", ""))) {
            assertThat(slug(poor.order(ORDER))).isEqualTo("payment-method-unavailable");
            assertThat(json(poor.get("/api/site")).path("paymentMethods").findValuesAsText("code"))
                    .containsExactly("pay-on-arrival");
        }
    }

    @Test
    void anExpectedTotalThatDiffersIsAnsweredWithBoth() {
        HttpResponse<String> response = shop.order(expecting("1199"));
        assertThat(response.statusCode()).isEqualTo(409);
        JsonNode body = json(response);
        assertThat(body.path("expectedTotal").path("amount").asText()).isEqualTo("1199");
        assertThat(body.path("actualTotal").path("amount").asText()).isEqualTo("1200");
        assertThat(shop.order(expecting("1200")).statusCode()).isEqualTo(201);
    }

    @Test
    @Tag("S4-34")
    void aClosedShopRefusesWithItsAnnouncement() {
        shop.the(InMemoryCatalogs.class).become(InMemoryCatalogs.closed("盤點中，週一再見"));
        HttpResponse<String> response = shop.order(ORDER);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(slug(response)).isEqualTo("site-closed");
        assertThat(json(response).path("detail").asText()).isEqualTo("盤點中，週一再見");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(orders.count()).isZero();
    }

    @Test
    @Tag("S4-34")
    void closingIsEnforcedWithinFiveSeconds() {
        assertThat(shop.order(ORDER).statusCode()).isEqualTo(201);
        shop.the(InMemoryCatalogs.class).become(InMemoryCatalogs.closed("休息"));
        shop.the(MutableClock.class).pass(Duration.ofSeconds(5));
        assertThat(shop.order(ORDER).statusCode()).isEqualTo(503);
    }

    @Test
    @Tag("S4-56")
    void idsAndTokensNeverRepeatAndDoNotTellTheTime() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            JsonNode body = json(shop.order(ORDER));
            assertThat(seen.add(body.path("orderId").asText().substring(0, 8))).isTrue();
            assertThat(seen.add(body.path("accessToken").asText())).isTrue();
        }
    }

    private JsonNode total(String body) {
        return json(shop.order(body)).path("total");
    }

    private static String expecting(String amount) {
        return ORDER.replace(
                "\"locale\"",
                "\"expectedTotal\": {\"amount\": \""
                        + amount
                        + "\", \"currency\": \"TWD\"}, \"locale\"");
    }

    private static String slug(HttpResponse<String> response) {
        return json(response).path("type").asText().replace("urn:cashbell:problem:", "");
    }

    private static String pointer(JsonNode problem) {
        return problem.path("errors").path(0).path("pointer").asText();
    }
}
