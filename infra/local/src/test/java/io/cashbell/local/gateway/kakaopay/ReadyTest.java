package io.cashbell.local.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which orders KakaoPay takes (section 3), and what it says to the others. */
class ReadyTest {
    private final ObjectMapper json = new ObjectMapper();
    private SandboxUnderTest sandbox;

    @BeforeEach
    void start() {
        sandbox = SandboxUnderTest.inMemory();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerHasTheFieldsOfTheDocuments(Dialect dialect) throws Exception {
        var request =
                dialect == Dialect.OPEN
                        ? Vectors.copy("/requests/open_api_ready/body")
                        : Vectors.copy("/requests/legacy_ready/form");

        var answer = sandbox.ask(dialect, "ready", request);

        assertThat(answer.status()).isEqualTo(200);
        Vectors.at("/responses/ready")
                .fieldNames()
                .forEachRemaining(name -> assertThat(answer.text(name)).as(name).isNotEmpty());
        assertThat(answer.text("tid")).hasSize(20).startsWith("T");
        assertThat(answer.text("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void theAddressesLeadToThisSandboxByTheNameTheShopUsed() throws Exception {
        var answer = sandbox.open("ready", SandboxUnderTest.order());

        var base = "http://localhost:" + sandbox.port() + "/kakaopay/payment/";
        assertThat(answer.text("next_redirect_pc_url")).startsWith(base + "pc/");
        assertThat(answer.text("next_redirect_mobile_url")).startsWith(base + "mobile/");
        assertThat(answer.text("next_redirect_app_url")).startsWith(base + "app/");
        for (var scheme : new String[] {"android_app_scheme", "ios_app_scheme"}) {
            assertThat(answer.text(scheme))
                    .isEqualTo(
                            "kakaotalk://kakaopay/pg?url=" + answer.text("next_redirect_app_url"));
        }
        assertThat(answer.text("next_redirect_pc_url")).doesNotContain(answer.text("tid"));
    }

    @Test
    void theAddressesLeadToThePublicNameWhereThereIsOne() throws Exception {
        try (var named =
                new SandboxUnderTest(
                        null, Map.of("GATEWAY_SANDBOX_PUBLIC_URL", "http://pay.example:9999"))) {
            assertThat(named.open("ready", SandboxUnderTest.order()).text("next_redirect_pc_url"))
                    .startsWith("http://pay.example:9999/kakaopay/payment/pc/");
        }
    }

    @Test
    void oneOrderMayHaveSeveralPayments() throws Exception {
        var order = SandboxUnderTest.order();

        assertThat(sandbox.ready(order)).isNotEqualTo(sandbox.ready(order));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"vat_amount\": null, \"install_month\": 12, \"payment_method_type\": \"CARD\"}",
                "{\"available_cards\": [\"SHINHAN\", \"KB\"], \"use_share_installment\": \"N\"}",
                "{\"custom_json\": {\"return_custom_url\": \"shop://back\"}, \"item_code\": \"A-1\"}",
                "{\"green_deposit\": 300, \"tax_free_amount\": 300, \"vat_amount\": 173}",
                "{\"total_amount\": 1, \"vat_amount\": 0}",
                "{\"total_amount\": 2000000, \"vat_amount\": 181818}",
                "{\"a_field_nobody_knows\": true}"
            })
    void whatIsAllowedIsTaken(String changes) throws Exception {
        for (var dialect : Dialect.values()) {
            assertThat(sandbox.ask(dialect, "ready", changed(changes)).status())
                    .as(dialect.name())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-2   | {\"cid\": null}",
                "-2   | {\"cid\": \"TC0ONETIMES\"}",
                "-731 | {\"cid\": \"TC0TWOTIME\"}",
                "-733 | {\"cid_secret\": \"abcdefghijklmnopqrstuvwx\"}",
                "-2   | {\"partner_order_id\": null}",
                "-2   | {\"partner_order_id\": \"\"}",
                "-2   | {\"partner_user_id\": null}",
                "-2   | {\"item_name\": null}",
                "-2   | {\"quantity\": null}",
                "-2   | {\"quantity\": 0}",
                "-2   | {\"quantity\": \"two\"}",
                "-2   | {\"total_amount\": null}",
                "-2   | {\"total_amount\": \"2,200\"}",
                "-2   | {\"total_amount\": \"2200.0\"}",
                "-725 | {\"total_amount\": 0}",
                "-725 | {\"total_amount\": -2200}",
                "-797 | {\"total_amount\": 2000001}",
                "-2   | {\"tax_free_amount\": null}",
                "-722 | {\"tax_free_amount\": 2201}",
                "-722 | {\"tax_free_amount\": -1}",
                "-722 | {\"vat_amount\": 2201}",
                "-722 | {\"vat_amount\": -1}",
                "-722 | {\"tax_free_amount\": 2001, \"vat_amount\": 200}",
                "-722 | {\"green_deposit\": 2201}",
                "-2   | {\"approval_url\": null}",
                "-2   | {\"cancel_url\": \"/relative\"}",
                "-2   | {\"fail_url\": \"ftp://shop.example.com/\"}",
                "-2   | {\"approval_url\": \"not a url\"}",
                "-2   | {\"payment_method_type\": \"CASH\"}",
                "-2   | {\"install_month\": 13}",
                "-2   | {\"install_month\": -1}",
                "-2   | {\"use_share_installment\": \"X\"}",
                "-2   | {\"available_cards\": [\"VISA\"]}",
                "-2   | {\"available_cards\": {\"SHINHAN\": 1}}",
                "-2   | {\"custom_json\": {\"depth\": {\"of\": \"two\"}}}"
            })
    void whatIsNotAllowedIsRefusedByItsCode(int code, String changes) throws Exception {
        for (var dialect : Dialect.values()) {
            var answer = sandbox.ask(dialect, "ready", changed(changes));
            assertThat(answer.code()).as(dialect + " " + answer.body()).isEqualTo(code);
            assertThat(answer.status()).isEqualTo(400);
        }
        assertThat(sandbox.get("/control/kakaopay/trades").body()).isEqualTo("{\"items\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
        "partner_order_id, 100",
        "partner_user_id, 100",
        "item_name, 100",
        "item_code, 100"
    })
    void aTextHasItsLength(String field, int longest) throws Exception {
        var order = SandboxUnderTest.order();

        assertThat(sandbox.open("ready", order.put(field, "차".repeat(longest))).status())
                .isEqualTo(200);
        assertThat(sandbox.open("ready", order.put(field, "차".repeat(longest + 1))).code())
                .isEqualTo(-2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approval_url", "cancel_url", "fail_url"})
    void anAddressHasItsLength(String field) throws Exception {
        var order = SandboxUnderTest.order();
        var longest = "https://shop.example.com/" + "a".repeat(230);

        assertThat(longest).hasSize(255);
        assertThat(sandbox.open("ready", order.put(field, longest)).status()).isEqualTo(200);
        assertThat(sandbox.open("ready", order.put(field, longest + "a")).code()).isEqualTo(-2);
    }

    @Test
    void textIsNoNumberAndANumberIsNoText() throws Exception {
        assertThat(sandbox.open("ready", SandboxUnderTest.order().put("item_name", 5)).code())
                .isEqualTo(-2);
        assertThat(
                        sandbox.open("ready", SandboxUnderTest.order().put("total_amount", 2200.5))
                                .code())
                .isEqualTo(-2);
        assertThat(sandbox.open("ready", json.createArrayNode()).code()).isEqualTo(-2);
    }

    @Test
    void numbersAsJsonTextAreTakenAndPointedOut() throws Exception {
        var order = SandboxUnderTest.order().put("total_amount", "2200").put("quantity", "1");
        var tid = sandbox.ready(order);

        assertThat(sandbox.get(sandbox.page(tid)).body())
                .contains("quantity, total_amount came as JSON text");
    }

    @Test
    void theLimitsCanBeSet() throws Exception {
        try (var limited =
                new SandboxUnderTest(null, Map.of("KAKAOPAY_SANDBOX_LIMITS", "50-3000000"))) {
            var order = SandboxUnderTest.order().put("tax_free_amount", 0);
            order.remove("vat_amount");
            assertThat(limited.open("ready", order.put("total_amount", 49)).code()).isEqualTo(-724);
            assertThat(limited.open("ready", order.put("total_amount", 50)).status())
                    .isEqualTo(200);
            assertThat(limited.open("ready", order.put("total_amount", 3_000_000)).status())
                    .isEqualTo(200);
        }
    }

    private ObjectNode changed(String changes) throws Exception {
        ObjectNode order = SandboxUnderTest.order();
        order.setAll((ObjectNode) json.readTree(changes));
        json.readTree(changes)
                .properties()
                .forEach(
                        change -> {
                            if (change.getValue().isNull()) {
                                order.remove(change.getKey());
                            }
                        });
        return order;
    }
}
