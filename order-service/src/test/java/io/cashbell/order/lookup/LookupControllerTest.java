package io.cashbell.order.lookup;

import static io.cashbell.order.OrderFixtures.ID;
import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.Buyer;
import io.cashbell.order.EmailAddress;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderId;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S4-58")
class LookupControllerTest {
    private static final OrderId LATER = new OrderId("1123456789abcdefghjkmnpqrs");
    private static final String UNKNOWN = "00000000000000000000000000";

    private final Shop shop = Shop.open();
    private final InMemoryOrders orders = shop.the(InMemoryOrders.class);

    @BeforeEach
    void placeTwoOrders() {
        orders.keep(OrderFixtures.byCard());
        orders.keep(
                OrderFixtures.placed(
                        LATER,
                        PaymentMethod.PAY_ON_ARRIVAL,
                        new PhoneNumber("+886912345678"),
                        OrderFixtures.PLACED_AT.plus(Duration.ofDays(1))));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0912345678", "0912 345 678", "+886 912-345-678", "００８８６９１２３４５６７８"})
    void thePhoneNumberInAnySpellingOpensAnOrder(String phone) {
        HttpResponse<String> answer = ask(byNumber(phone, ID.value()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode items = json(answer).path("items");
        assertThat(items).hasSize(1);
        assertThat(items.at("/0/orderId").asText()).isEqualTo(ID.value());
        assertThat(items.at("/0/total/amount").asText()).isEqualTo("1200");
        assertThat(answer.body())
                .doesNotContain("王小明", "buyer@example.com", "91234", "重慶南路", "checkoutUrl");
    }

    @Test
    void theMailAddressFindsAllOrdersOfThePhoneNumberNewestFirst() {
        JsonNode items = json(ask(byEmail("0912345678", "Buyer@Example.com"))).path("items");
        assertThat(items.findValuesAsText("orderId")).containsExactly(LATER.value(), ID.value());
    }

    @Test
    void ordersThatOthersPlaceWithTheirNumberHideNothing() {
        Buyer stranger =
                new Buyer(
                        "x",
                        new PhoneNumber("+886912345678"),
                        new EmailAddress("stranger@example.com"));
        for (int i = 0; i < 250; i++) {
            orders.keep(
                    OrderFixtures.placed(
                            new OrderId("2%025d".formatted(i)),
                            PaymentMethod.PAY_ON_ARRIVAL,
                            stranger,
                            OrderFixtures.PLACED_AT.plus(Duration.ofDays(2))));
        }

        JsonNode items = json(ask(byEmail("0912345678", "buyer@example.com"))).path("items");

        assertThat(items.findValuesAsText("orderId")).containsExactly(LATER.value(), ID.value());
    }

    @Test
    void aWrongAnswerTellsNothingOfWhatIsWrongAlsoNotByItsTime() {
        JsonNode first = refusal(byNumber("0912345679", ID.value()));
        for (String body :
                new String[] {
                    byNumber("0912345678", UNKNOWN),
                    byNumber("0912345678", "x"),
                    byNumber("02-2345-6789", ID.value()),
                    byEmail("0912345678", "other@example.com"),
                    byEmail("0912345679", "buyer@example.com")
                }) {
            assertThat(refusal(body)).as(body).isEqualTo(first);
        }
    }

    @Test
    void tenWrongAnswersCloseANumberAnOrderAndAnAddressForAWhile() {
        for (int i = 0; i < 10; i++) {
            assertThat(ask(byNumber("0912345678", UNKNOWN)).statusCode()).isEqualTo(404);
        }
        for (String body :
                new String[] {
                    byNumber("0912345678", ID.value()),
                    byEmail("0912345678", "buyer@example.com"),
                    byNumber("0912345670", UNKNOWN)
                }) {
            HttpResponse<String> refused = ask(body);
            assertThat(refused.statusCode()).as(body).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1801");
        }
    }

    @Test
    void rightAnswersAreNotCounted() {
        for (int i = 0; i < 15; i++) {
            assertThat(ask(byNumber("0912345678", ID.value())).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{}`, /phone /orderId",
                "`{\"phone\": \"abc\", \"orderId\": \"x\"}`, /phone",
                "`{\"phone\": \"0912345678\"}`, /orderId",
                "`{\"phone\": \"0912345678\", \"orderId\": \"x\", \"email\": \"a@b.cc\"}`, /orderId",
                "`{\"phone\": \"0912345678\", \"email\": \"a\"}`, /email",
                "`{\"phone\": \"0912345678\", \"orderId\": 7}`, /orderId",
                "`{\"phone\": \"0912345678\", \"orderId\": \"x\", \"q\": 1}`, /q",
                "`[]`, ``"
            })
    void aQuestionThatIsNoneIsToldWhy(String body, String pointers) {
        HttpResponse<String> refused = ask(body);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(json(refused).path("errors").findValuesAsText("pointer"))
                .contains(pointers.split(" "));
    }

    private JsonNode refusal(String body) {
        long begun = System.nanoTime();
        HttpResponse<String> answer = ask(body);
        assertThat(System.nanoTime() - begun)
                .as("no answer before its time")
                .isGreaterThanOrEqualTo(EvenTime.STEP.toNanos());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        return ((ObjectNode) json(answer)).without("instance");
    }

    private HttpResponse<String> ask(String body) {
        return shop.send(
                shop.request("/api/orders/lookup")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String byNumber(String phone, String orderId) {
        return "{\"phone\": \"%s\", \"orderId\": \"%s\"}".formatted(phone, orderId);
    }

    private static String byEmail(String phone, String email) {
        return "{\"phone\": \"%s\", \"email\": \"%s\"}".formatted(phone, email);
    }
}
