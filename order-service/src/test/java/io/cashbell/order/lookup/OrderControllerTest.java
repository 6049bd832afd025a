package io.cashbell.order.lookup;

import static io.cashbell.order.OrderFixtures.ID;
import static io.cashbell.order.OrderFixtures.TOKEN;
import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrderControllerTest {
    private static final String ORDER = "/api/orders/" + ID;
    private static final String WITH_TOKEN = ORDER + "?token=" + TOKEN.value();
    private static final String UNKNOWN = "/api/orders/00000000000000000000000000";

    private final Shop shop = Shop.open();
    private final InMemoryOrders orders = shop.the(InMemoryOrders.class);

    @BeforeEach
    void placeAnOrder() {
        orders.keep(OrderFixtures.byCard());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    @Tag("S4-4")
    @Tag("S4-44")
    void whoHasTheTokenSeesTheOrderAndCanPayIt() {
        HttpResponse<String> response = shop.get(WITH_TOKEN);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(json(response))
                .isEqualTo(
                        json(
                                """
                                {"orderId": "%s", "status": "created",
                                 "total": {"amount": "1200", "currency": "TWD"},
                                 "items": [{"productId": "tea-oolong", "name": "阿里山高山烏龍",
                                   "quantity": 2,
                                   "unitPrice": {"amount": "600", "currency": "TWD"},
                                   "lineTotal": {"amount": "1200", "currency": "TWD"}}],
                                 "payment": {"method": "ecpay-credit", "status": "pending",
                                   "expiresAt": "2026-03-01T02:33:04Z"},
                                 "createdAt": "2026-03-01T02:03:04.005Z",
                                 "checkoutUrl": "https://pay.shop.example/checkout/%s?token=%s"}
                                """
                                        .formatted(ID, ID, TOKEN.value())));
    }

    @Test
    void nobodySeesAnythingPersonal() {
        for (String proof : new String[] {"?token=" + TOKEN.value(), "?phoneTail=5678"}) {
            assertThat(shop.get(ORDER + proof).body())
                    .doesNotContain("王小明", "buyer@example.com", "91234", "重慶南路");
        }
    }

    @Test
    void aPaidOrderSaysSoAndCannotBePaidAgain() {
        orders.hear(ID, OrderFixtures.confirmed());
        JsonNode order = json(shop.get(WITH_TOKEN));
        assertThat(order.path("status").asText()).isEqualTo("paid");
        assertThat(order.path("payment").path("status").asText()).isEqualTo("confirmed");
        assertThat(order.path("payment").path("paidAt").asText()).isEqualTo("2026-03-01T02:10:00Z");
        assertThat(order.has("checkoutUrl")).isFalse();
    }

    @Test
    @Tag("S4-42")
    @Tag("S4-45")
    void whoPaysLaterSeesWhereAndUntilWhen() {
        orders.hear(ID, new OrderFact.InstructionsIssued(1, OrderFixtures.TRANSFER));
        for (String proof : new String[] {"?token=" + TOKEN.value(), "?phoneTail=5678"}) {
            JsonNode payment = json(shop.get(ORDER + proof)).path("payment");
            assertThat(payment.path("status").asText()).isEqualTo("awaiting-transfer");
            assertThat(payment.path("instructions"))
                    .isEqualTo(
                            json(
                                    """
                                    {"bankCode": "812", "account": "9103522175887271",
                                     "expiresAt": "2026-03-04T15:59:59Z"}
                                    """));
        }
        orders.hear(ID, OrderFixtures.confirmed());
        assertThat(json(shop.get(WITH_TOKEN)).path("payment").has("instructions")).isFalse();
    }

    @Test
    void afterAFailureTheBuyerMayTryAgainWhileThereIsTime() {
        orders.hear(ID, new OrderFact.PaymentFailed(1));
        JsonNode failed = json(shop.get(WITH_TOKEN));
        assertThat(failed.path("payment").path("status").asText()).isEqualTo("failed");
        assertThat(failed.has("checkoutUrl")).isTrue();
        shop.the(MutableClock.class).pass(Duration.ofMinutes(31));
        assertThat(json(shop.get(WITH_TOKEN)).has("checkoutUrl")).isFalse();
    }

    @Test
    @Tag("S4-38")
    void anOrderPaidOnArrivalIsDueOnArrivalUntilItIsShipped() {
        orders.keep(OrderFixtures.onArrival());
        assertThat(json(shop.get(WITH_TOKEN)).path("payment"))
                .isEqualTo(
                        json("{\"method\": \"pay-on-arrival\", \"status\": \"due-on-arrival\"}"));
        orders.hear(ID, new OrderFact.GoodsShipped(OrderFixtures.SHIPMENT));
        JsonNode shipped = json(shop.get(WITH_TOKEN));
        assertThat(shipped.path("status").asText()).isEqualTo("shipped");
        assertThat(shipped.path("shipment").path("trackingNumber").asText()).isEqualTo("9051");
    }

    @Test
    @Tag("S2-18")
    void whoHasNotTheRightProofIsAnsweredAsIfThereWereNoOrder() {
        JsonNode unknown = refusal(UNKNOWN + "?token=" + TOKEN.value());
        for (String path :
                new String[] {
                    ORDER,
                    ORDER + "?token=",
                    ORDER + "?token=wrong",
                    ORDER + "?phoneTail=",
                    ORDER + "?phoneTail=1234",
                    ORDER + "?phoneTail=abcd",
                    ORDER + "?token=wrong&phoneTail=5678",
                    UNKNOWN + "?phoneTail=5678",
                    "/api/orders/x?token=" + TOKEN.value(),
                    ORDER + "/events",
                    ORDER + "/events?token=wrong",
                    UNKNOWN + "/events?token=" + TOKEN.value()
                }) {
            assertThat(refusal(path)).as(path).isEqualTo(unknown);
        }
    }

    @Test
    void theLastFourDigitsOfThePhoneOpenTheOrderWithoutItsCheckout() {
        HttpResponse<String> response = shop.get(ORDER + "?phoneTail=5678");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("checkoutUrl", TOKEN.value());
    }

    @Test
    @Tag("S4-58")
    void wrongGuessesAreLimitedAlsoForAnOrderThatIsNotThere() {
        for (String order : new String[] {ORDER, UNKNOWN}) {
            for (int i = 0; i < 10; i++) {
                assertThat(shop.get(order + "?phoneTail=000" + i).statusCode()).isEqualTo(404);
            }
            HttpResponse<String> refused = shop.get(order + "?phoneTail=5678");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1801");
        }
        assertThat(shop.get(WITH_TOKEN).statusCode()).as("the token still opens").isEqualTo(200);
    }

    @Test
    void rightGuessesAreNotCounted() {
        for (int i = 0; i < 30; i++) {
            assertThat(shop.get(ORDER + "?phoneTail=5678").statusCode()).isEqualTo(200);
        }
    }

    private JsonNode refusal(String path) {
        HttpResponse<String> response = shop.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(404);
        return ((ObjectNode) json(response)).without("instance");
    }
}
