package io.cashbell.order.checkout;

import static io.cashbell.order.fakes.Shop.ORDER;
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
import org.junit.jupiter.params.provider.CsvSource;

/** A shop that has an account at every gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryMethodTest {
    private static final String ECPAY =
            "ecpay-credit,ecpay-atm,ecpay-cvs,ecpay-barcode,ecpay-webatm";
    private static final Map<String, Object> EVERYTHING =
            Map.of(
                    "ECPAY_METHODS", ECPAY,
                    "KAKAOPAY_CID", "TC0ONETIME",
                    "WECHATPAY_MCH_ID", "1900007291");

    private Shop shop;

    @BeforeAll
    void open() {
        shop = Shop.open(EVERYTHING);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    @Tag("S4-3")
    void theSiteNamesEachWithCurrencyAndLimits() {
        assertThat(methods(shop))
                .isEqualTo(
                        json(
                                """
                                [{"code": "ecpay-credit", "currency": "TWD", "min": "5", "max": "199999"},
                                 {"code": "ecpay-atm", "currency": "TWD", "min": "11", "max": "49999"},
                                 {"code": "ecpay-cvs", "currency": "TWD", "min": "33", "max": "6000"},
                                 {"code": "ecpay-barcode", "currency": "TWD", "min": "17", "max": "20000"},
                                 {"code": "ecpay-webatm", "currency": "TWD", "min": "11", "max": "49999"},
                                 {"code": "kakaopay", "currency": "KRW", "min": "50", "max": "2000000"},
                                 {"code": "wechatpay-jsapi", "currency": "CNY", "min": "0.01", "max": "50000.00"},
                                 {"code": "wechatpay-native", "currency": "CNY", "min": "0.01", "max": "50000.00"},
                                 {"code": "pay-on-arrival", "currency": "TWD", "min": "1", "max": "20000"}]
                                """));
    }

    /** Ordered at 10:03:04 in Taiwan on March 1: a bank's or store's day ends there, too. */
    @ParameterizedTest
    @CsvSource({
        "ecpay-credit, TWD, 2026-03-01T02:33:04Z",
        "ecpay-webatm, TWD, 2026-03-01T02:33:04Z",
        "ecpay-atm, TWD, 2026-03-04T15:59:59Z",
        "ecpay-cvs, TWD, 2026-03-08T15:59:59Z",
        "ecpay-barcode, TWD, 2026-03-08T15:59:59Z",
        "kakaopay, KRW, 2026-03-01T02:33:04Z",
        "wechatpay-native, CNY, 2026-03-01T02:33:04Z",
        "wechatpay-jsapi, CNY, 2026-03-01T02:33:04Z",
    })
    @Tag("S4-3")
    @Tag("S4-31")
    void eachTakesAnOrderAndGivesItsOwnTime(String method, String currency, String expiresAt) {
        JsonNode placed = json(shop.order(order(method, currency, 2)));
        assertThat(placed.path("payment").path("method").asText()).isEqualTo(method);
        assertThat(placed.path("payment").path("expiresAt").asText()).isEqualTo(expiresAt);
        assertThat(placed.path("checkoutUrl").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ecpay-atm, KRW, 2, ecpay-atm takes TWD only.",
        "kakaopay, TWD, 2, kakaopay takes KRW only.",
        "wechatpay-native, TWD, 2, wechatpay-native takes CNY only.",
        "pay-on-arrival, CNY, 2, pay-on-arrival takes TWD only.",
        "ecpay-cvs, TWD, 11, 'ecpay-cvs takes 33 TWD to 6000 TWD, not 6600 TWD.'",
        "kakaopay, KRW, 77, 'kakaopay takes 50 KRW to 2000000 KRW, not 2002000 KRW.'",
    })
    void whatDoesNotFitTheCartIsRefusedAtItsPlace(
            String method, String currency, int quantity, String detail) {
        HttpResponse<String> answer = shop.order(order(method, currency, quantity));
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode problem = json(answer);
        assertThat(problem.path("type").asText()).endsWith(":payment-method-unavailable");
        assertThat(problem.path("errors").path(0).path("pointer").asText())
                .isEqualTo("/paymentMethod");
        assertThat(problem.path("errors").path(0).path("detail").asText()).isEqualTo(detail);
    }

    @Test
    void aShopMayOfferLessThanItCouldAndOtherLimits() {
        Map<String, Object> less =
                Map.of(
                        "ECPAY_METHODS", ECPAY,
                        "ECPAY_CVS_LIMITS", "27-20000",
                        "ORDER_PAYMENT_METHODS", "ecpay-cvs,pay-on-arrival,kakaopay");
        try (Shop smaller = Shop.open(less)) {
            assertThat(methods(smaller).findValuesAsText("code"))
                    .containsExactly("ecpay-cvs", "pay-on-arrival");
            assertThat(methods(smaller).path(0).path("max").asText()).isEqualTo("20000");
            assertThat(smaller.order(order("ecpay-atm", "TWD", 2)).statusCode()).isEqualTo(422);
        }
    }

    @Test
    @Tag("S4-3")
    void whatIsSwitchedOnIsOfferedWithItsOwnTime() {
        Map<String, Object> more = Map.of("ECPAY_METHODS", "ecpay-twqr,ecpay-applepay,ecpay-bnpl");
        try (Shop larger = Shop.open(more)) {
            assertThat(methods(larger))
                    .isEqualTo(
                            json(
                                    """
                                    [{"code": "ecpay-twqr", "currency": "TWD", "min": "6", "max": "49999"},
                                     {"code": "ecpay-applepay", "currency": "TWD", "min": "5", "max": "199999"},
                                     {"code": "ecpay-bnpl", "currency": "TWD", "min": "3000", "max": "300000"},
                                     {"code": "pay-on-arrival", "currency": "TWD", "min": "1", "max": "20000"}]
                                    """));
            JsonNode placed = json(larger.order(order("ecpay-bnpl", "TWD", 6)));
            assertThat(placed.at("/payment/expiresAt").asText()).isEqualTo("2026-03-04T15:59:59Z");
            assertThat(larger.order(order("ecpay-bnpl", "TWD", 2)).statusCode()).isEqualTo(422);
        }
    }

    private static JsonNode methods(Shop shop) {
        return json(shop.get("/api/site")).path("paymentMethods");
    }

    private static String order(String method, String currency, int quantity) {
        return ORDER.replace("ecpay-credit", method)
                .replace("TWD", currency)
                .replace("\"quantity\": 2", "\"quantity\": " + quantity);
    }
}
