package io.cashbell.order.lookup;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactControllerTest {
    private static final String TOKEN = "a-token-of-thirty-two-characters";

    private Shop shop;
    private JsonNode order;

    @BeforeAll
    void open() {
        shop = Shop.open(Map.of("ADMIN_API_TOKEN", TOKEN));
        order = json(shop.order(Shop.ORDER));
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void anAdministratorIsToldHowToReachTheBuyer() {
        HttpResponse<String> answer = shop.get(path(), "Authorization", "Bearer " + TOKEN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(json(answer))
                .isEqualTo(
                        json(
                                """
                                {"email": "buyer@example.com", "locale": "zh-TW",
                                 "link": "https://shop.example/result?order=%s"}
                                """
                                        .formatted(order.path("orderId").asText())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer another-token-of-thirty-two-chars", "Basic YTpi", "none"})
    @Tag("S2-27")
    void nobodyElseIsTold(String proof) {
        HttpResponse<String> answer = shop.get(path(), "Authorization", proof);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("buyer@example.com");
        String withItsToken = path() + "?token=" + order.path("accessToken").asText();
        assertThat(shop.get(withItsToken).statusCode()).isEqualTo(401);
    }

    @Test
    void anOrderThatIsNotThereHasNobody() {
        for (String id : new String[] {"0123456789abcdefghjkmnpqrs", "x"}) {
            assertThat(
                            shop.get(
                                            "/api/admin/orders/" + id + "/contact",
                                            "Authorization",
                                            "Bearer " + TOKEN)
                                    .statusCode())
                    .isEqualTo(404);
        }
    }

    private String path() {
        return "/api/admin/orders/" + order.path("orderId").asText() + "/contact";
    }
}
