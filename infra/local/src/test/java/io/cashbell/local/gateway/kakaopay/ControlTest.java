package io.cashbell.local.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The buyer by program, and the books. */
class ControlTest {
    private SandboxUnderTest sandbox;
    private TestShop shop;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxUnderTest.inMemory();
        shop = new TestShop();
    }

    @AfterEach
    void stop() {
        sandbox.close();
        shop.close();
    }

    @Test
    void payingGivesTheWayBackAndGoesNowhere() throws Exception {
        var order = shop.order();
        var tid = sandbox.ready(order);

        var answer = sandbox.command(tid, "pay", "");

        assertThat(answer.text("returnUrl"))
                .startsWith(order.get("approval_url").asText() + "&pg_token=");
        assertThat(answer.text("status")).isEqualTo("AUTH_PASSWORD");
        assertThat(answer.body().get("callbacks")).isEmpty();
        assertThat(shop.visited()).isEmpty();
    }

    @Test
    void followedTheWayLeadsToTheShop() throws Exception {
        var tid = sandbox.ready(shop.order());

        var answer = sandbox.command(tid, "pay", "{\"follow\": true}");

        assertThat(shop.awaitVisits(1))
                .containsExactly("GET /approve?o=1&pg_token=" + SandboxUnderTest.tokenOf(answer));
        TestShop.await(
                "noted", () -> sandbox.trade(tid).body().at("/callbacks/0").hasNonNull("at"));
        assertThat(sandbox.trade(tid).body().at("/callbacks/0/status").asInt()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({"cancel, GET /cancel?o=1", "fail, GET /fail?o=1"})
    void givingUpLeadsThereToo(String command, String visit) throws Exception {
        var tid = sandbox.ready(shop.order());

        sandbox.command(tid, command, "{\"follow\": true}");

        assertThat(shop.awaitVisits(1)).containsExactly(visit);
    }

    @Test
    void theBuyerMayComeBackOftenOrNever() throws Exception {
        var impatient = sandbox.ready(shop.order());
        sandbox.command(impatient, "pay", "{\"callbacks\": 5}");
        assertThat(shop.awaitVisits(5)).containsOnly(shop.visited().getFirst());

        var lost = sandbox.ready(shop.order());
        sandbox.command(lost, "pay", "{\"follow\": true, \"callbacks\": 0}");
        assertThat(sandbox.trade(lost).body().get("callbacks")).isEmpty();
        assertThat(shop.visited()).hasSize(5);
    }

    @Test
    void aBuyerWhoIsLateComesByTheSandboxsClock() throws Exception {
        var tid = sandbox.ready(shop.order());
        sandbox.command(tid, "pay", "{\"delayMillis\": 1200000}");
        assertThat(sandbox.trade(tid).body().at("/callbacks/0").has("url")).isTrue();
        assertThat(shop.visited()).isEmpty();

        sandbox.advance(Duration.ofMinutes(20));

        shop.awaitVisits(1);
    }

    @Test
    void onceAuthenticatedTheSameWayIsGoneAgain() throws Exception {
        var order = shop.order();
        var tid = sandbox.ready(order);
        var token = SandboxUnderTest.tokenOf(sandbox.command(tid, "pay", "{}"));
        assertThat(SandboxUnderTest.tokenOf(sandbox.command(tid, "pay", "{}"))).isEqualTo(token);
        sandbox.open("approve", SandboxUnderTest.approving(order, tid, token));

        var again = sandbox.command(tid, "pay", "{\"callbacks\": 2}");

        assertThat(SandboxUnderTest.tokenOf(again)).isEqualTo(token);
        assertThat(again.text("status")).isEqualTo("SUCCESS_PAYMENT");
        shop.awaitVisits(2);
    }

    @Test
    void aForgedWayBackLeavesThePaymentAlone() throws Exception {
        var tid = sandbox.ready(shop.order());

        var invented = sandbox.command(tid, "pay", "{\"forgery\": \"pg-token\", \"follow\": true}");
        var without = sandbox.command(tid, "pay", "{\"forgery\": \"no-pg-token\"}");

        assertThat(shop.awaitVisits(1).getFirst()).contains("pg_token=0000000000");
        assertThat(invented.text("status")).isEqualTo("READY");
        assertThat(without.text("returnUrl")).doesNotContain("pg_token");
        sandbox.command(tid, "pay", "{}");
        assertThat(sandbox.query(tid).text("status")).isEqualTo("AUTH_PASSWORD");
    }

    @Test
    void whatEndedOtherwiseIsAConflict() throws Exception {
        var quit = sandbox.ready(shop.order());
        sandbox.command(quit, "cancel", "{}");
        assertThat(sandbox.command(quit, "pay", "{}").status()).isEqualTo(409);
        assertThat(sandbox.command(quit, "fail", "{}").status()).isEqualTo(409);

        var late = sandbox.ready(shop.order());
        sandbox.advance(Duration.ofMinutes(15));
        assertThat(sandbox.command(late, "pay", "{}").status()).isEqualTo(409);
        assertThat(sandbox.command(late, "cancel", "{}").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pay    | {\"callbacks\": -1}",
                "pay    | {\"callbacks\": 1001}",
                "pay    | {\"delayMillis\": -1}",
                "pay    | {\"delayMillis\": 3600001}",
                "pay    | {\"method\": \"CASH\"}",
                "pay    | {\"forgery\": \"everything\"}",
                "pay    | {\"amount\": 0}",
                "pay    | {\"unknown\": 1}",
                "pay    | not json",
                "pay    | []",
                "cancel | {\"amount\": 1}",
                "fail   | {\"status\": \"SUCCESS_PAYMENT\"}",
                "status | {\"status\": \"AUTH_PASSWORD\"}",
                "status | {}"
            })
    void aCommandThatIsNotUnderstoodChangesNothing(String command, String json) throws Exception {
        var tid = sandbox.ready(shop.order());

        var answer = sandbox.command(tid, command, json);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().has("detail")).isTrue();
        assertThat(sandbox.trade(tid).text("status")).isEqualTo("READY");
    }

    @Test
    void aPaymentIsFoundByItsOrderWhereThatHasOne() throws Exception {
        var order = shop.order();
        var reference = order.get("partner_order_id").asText();
        var first = sandbox.ready(order);
        assertThat(sandbox.trade(reference).text("number")).isEqualTo(first);

        var second = sandbox.ready(order);

        assertThat(sandbox.trade(reference).status()).isEqualTo(409);
        assertThat(sandbox.trade("nobody").status()).isEqualTo(404);
        assertThat(
                        SandboxUnderTest.json(
                                        sandbox.get(
                                                "/control/kakaopay/trades?partnerOrderId="
                                                        + reference))
                                .body()
                                .get("items")
                                .findValuesAsText("number"))
                .containsExactly(first, second);
        assertThat(
                        SandboxUnderTest.json(sandbox.get("/control/kakaopay/trades?limit=1"))
                                .body()
                                .get("items")
                                .findValuesAsText("number"))
                .containsExactly(second);
    }

    @Test
    void theLedgerHoldsWhatKakaoPayBelieves() throws Exception {
        var expired = sandbox.ready(shop.order());
        sandbox.advance(Duration.ofMinutes(15));
        var created = sandbox.ready(shop.order());
        var paid = sandbox.paid(shop.order());
        var order = shop.order();
        var partly = sandbox.paid(order);
        sandbox.open("cancel", SandboxUnderTest.cancelling(partly, 700));
        var whole = sandbox.paid(shop.order());
        sandbox.open("cancel", SandboxUnderTest.cancelling(whole, 2200));
        var failed = sandbox.ready(shop.order());
        sandbox.command(failed, "cancel", "{}");

        var lines = ledger("").get("items");

        assertThat(lines.findValuesAsText("state"))
                .containsExactly(
                        "expired", "created", "paid", "partly-refunded", "refunded", "failed");
        assertThat(lines.valueStream().map(line -> line.get("number").asText()))
                .containsExactly(expired, created, paid, partly, whole, failed);
        var line = lines.get(3);
        assertThat(line.get("reference").asText())
                .isEqualTo(order.get("partner_order_id").asText());
        assertThat(line.get("merchantId").asText()).isEqualTo("TC0ONETIME");
        assertThat(line.get("amount").asLong()).isEqualTo(2200);
        assertThat(line.get("currency").asText()).isEqualTo("KRW");
        assertThat(line.get("method").asText()).isEqualTo("MONEY");
        assertThat(line.get("paidAt").asText()).endsWith("Z");
        assertThat(line.get("refunded").asLong()).isEqualTo(700);
        assertThat(line.at("/refunds/0/amount").asLong()).isEqualTo(700);
        assertThat(line.at("/refunds/0/vat").asLong()).isEqualTo(64);
        assertThat(line.at("/refunds/0/reference").asText()).isEqualTo("refund-0001");
        assertThat(ledger("?state=paid").get("items").findValuesAsText("number"))
                .containsExactly(paid);
    }

    @Test
    void theLedgerIsReadPageByPage() throws Exception {
        var first = sandbox.ready(shop.order());
        var second = sandbox.ready(shop.order());
        var third = sandbox.ready(shop.order());

        var page = ledger("?limit=2");
        assertThat(page.get("items").findValuesAsText("number")).containsExactly(first, second);
        var next = ledger("?limit=2&cursor=" + page.get("nextCursor").asText());

        assertThat(next.get("items").findValuesAsText("number")).containsExactly(third);
        assertThat(next.get("nextCursor").isNull()).isTrue();
        assertThat(sandbox.get("/control/kakaopay/ledger?limit=x").statusCode()).isEqualTo(400);
    }

    private JsonNode ledger(String query) throws Exception {
        return SandboxUnderTest.json(sandbox.get("/control/kakaopay/ledger" + query)).body();
    }
}
