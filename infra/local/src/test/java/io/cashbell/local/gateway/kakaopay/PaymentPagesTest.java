package io.cashbell.local.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the buyer sees, what the buttons do, and where they lead. */
class PaymentPagesTest {
    private static final Map<String, String> MONEY = Map.of("method", "MONEY");

    private SandboxUnderTest sandbox;
    private ObjectNode order;

    @BeforeEach
    void start() {
        sandbox = SandboxUnderTest.inMemory();
        order = SandboxUnderTest.order();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pc", "mobile", "app"})
    void eachDeviceHasAPage(String device) throws Exception {
        var answer = sandbox.open("ready", order);
        var url = answer.text("next_redirect_" + device + "_url");

        var page = sandbox.get(url.substring(url.indexOf("/kakaopay")));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("카카오페이 결제", "₩2,200", "초코파이", "id=\"pay\"", "lang=\"ko\"")
                .doesNotContain("{{");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com/a, https://shop.example.com/a?pg_token=",
        "https://shop.example.com/a?o=1&p=2, https://shop.example.com/a?o=1&p=2&pg_token=",
        "https://shop.example.com/a?, https://shop.example.com/a?pg_token="
    })
    void whoAuthenticatesIsLedToTheShopWithAToken(String approvalUrl, String expected)
            throws Exception {
        var tid = sandbox.ready(order.put("approval_url", approvalUrl));

        var location = location(sandbox.press(tid, "pay", MONEY));

        assertThat(location).matches("\\Q" + expected + "\\E[0-9a-f]{20}");
        var token = location.substring(location.lastIndexOf('=') + 1);
        assertThat(sandbox.open("approve", SandboxUnderTest.approving(order, tid, token)).status())
                .isEqualTo(200);
    }

    @Test
    void aFragmentStaysAtTheEnd() throws Exception {
        var tid = sandbox.ready(order.put("approval_url", "https://shop.example.com/a?o=1#top"));

        assertThat(location(sandbox.press(tid, "pay", MONEY)))
                .startsWith("https://shop.example.com/a?o=1&pg_token=")
                .endsWith("#top");
    }

    @ParameterizedTest
    @CsvSource({
        "cancel, https://shop.example.com/pay/kakao/cancel?o=order-0001, QUIT_PAYMENT",
        "fail, https://shop.example.com/pay/kakao/fail?o=order-0001, FAIL_AUTH_PASSWORD"
    })
    void whoGivesUpIsLedToItsAddressAsItIs(String button, String url, String status)
            throws Exception {
        var tid = sandbox.ready(order);

        assertThat(location(sandbox.press(tid, button, Map.of()))).isEqualTo(url);
        assertThat(sandbox.query(tid).text("status")).isEqualTo(status);
    }

    @Test
    void whoWalksAwayTellsNobody() throws Exception {
        var tid = sandbox.ready(order);
        var page = sandbox.page(tid);
        sandbox.get(page);

        assertThat(sandbox.press(tid, "leave", Map.of()).body())
                .contains("결제창을 닫았습니다", "href=\"" + page + "\"");

        assertThat(sandbox.query(tid).text("status")).isEqualTo("OPEN_PAYMENT");
        assertThat(sandbox.get(page).body()).contains("id=\"pay\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pay", "cancel", "fail"})
    void aUsedLinkIsADuplicate(String button) throws Exception {
        var tid = sandbox.ready(order);
        sandbox.press(tid, button, MONEY);
        var status = sandbox.query(tid).text("status");

        var again = sandbox.get(sandbox.page(tid));

        assertThat(again.body())
                .contains("이미 처리된 결제입니다", "중복 결제", status)
                .doesNotContain("id=\"pay\"");
        assertThat(again.headers().firstValue("X-Sandbox-Refusal")).hasValue("used");
        assertThat(sandbox.press(tid, "pay", MONEY).body()).contains("이미 처리된 결제입니다");
        assertThat(sandbox.press(tid, "cancel", Map.of()).body()).contains("이미 처리된 결제입니다");
        assertThat(sandbox.query(tid).text("status")).isEqualTo(status);
    }

    @Test
    void anExpiredLinkIsADuplicateAndAnOldPageEndsInFailure() throws Exception {
        var tid = sandbox.ready(order);
        sandbox.get(sandbox.page(tid));
        sandbox.advance(Duration.ofMinutes(15));

        var page = sandbox.get(sandbox.page(tid));

        assertThat(page.body())
                .contains("결제 가능 시간이 지났습니다", "중복 결제", "fail?o=order-0001")
                .doesNotContain("id=\"pay\"");
        assertThat(page.headers().firstValue("X-Sandbox-Refusal")).hasValue("expired");
        assertThat(location(sandbox.press(tid, "pay", MONEY)))
                .isEqualTo(order.get("fail_url").asText());
        assertThat(sandbox.query(tid).text("status")).isEqualTo("OPEN_PAYMENT");
    }

    @Test
    void onlyWhatTheShopAllowsIsOffered() throws Exception {
        var tid = sandbox.ready(order.put("payment_method_type", "CARD"));

        assertThat(sandbox.get(sandbox.page(tid)).body())
                .contains("value=\"CARD\" checked")
                .doesNotContain("value=\"MONEY\"");
        assertThat(sandbox.press(tid, "pay", MONEY).statusCode()).isEqualTo(400);
        assertThat(sandbox.press(tid, "pay", Map.of()).statusCode()).isEqualTo(400);
        assertThat(sandbox.press(tid, "pay", Map.of("method", "CARD")).statusCode()).isEqualTo(303);
    }

    @Test
    void whatTheShopSentIsShownAsText() throws Exception {
        var tid = sandbox.ready(order.put("item_name", "<script>alert(1)</script>"));

        assertThat(sandbox.get(sandbox.page(tid)).body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void aPaymentCanBeLookedAt() throws Exception {
        var tid = sandbox.ready(order);
        assertThat(sandbox.get("/kakaopay/trade/" + tid).body())
                .contains(tid, "READY", sandbox.page(tid))
                .doesNotContain("{{");
        sandbox.open("approve", sandbox.authenticated(order, tid).put("payload", "<b>"));
        sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 700));

        assertThat(sandbox.get("/kakaopay/trade/" + tid).body())
                .contains("PART_CANCEL_PAYMENT", "₩1,500", "&lt;b&gt;", "refund-0001")
                .doesNotContain(sandbox.page(tid));
        assertThat(sandbox.get("/").body())
                .contains("/kakaopay/trade/" + tid, "KakaoPay", "PART_CANCEL_PAYMENT");
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        var page = sandbox.page(sandbox.ready(order));

        assertThat(sandbox.get(page + "0").statusCode()).isEqualTo(404);
        assertThat(sandbox.get(page.replace("/pc/", "/tv/")).statusCode()).isEqualTo(404);
        assertThat(sandbox.get("/kakaopay/trade/T0").statusCode()).isEqualTo(404);
    }

    @Test
    void whatADeveloperShouldKnowIsSaid() throws Exception {
        order.put("partner_user_id", "kim@example.com").put("vat_amount", 199);
        var notes = sandbox.get(sandbox.page(sandbox.ready(order))).body();

        assertThat(notes)
                .contains("no personal data", "vat_amount is 199; left out, it would be 200");
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
