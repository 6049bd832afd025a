package io.cashbell.local.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was known is known again. */
class RestartTest {
    @TempDir private Path folder;

    @Test
    void everyPaymentStandsWhereItStood() throws Exception {
        var order = SandboxUnderTest.order();
        String pending;
        String page;
        String authenticated;
        String token;
        String cancelled;
        try (var sandbox = sandbox()) {
            pending = sandbox.ready(order);
            page = sandbox.page(pending);
            authenticated = sandbox.ready(order);
            token =
                    SandboxUnderTest.tokenOf(
                            sandbox.command(authenticated, "pay", "{\"method\": \"CARD\"}"));
            cancelled = sandbox.paid(order);
            sandbox.open("cancel", SandboxUnderTest.cancelling(cancelled, 700));
        }
        // Killed in the middle of a line.
        Files.writeString(
                folder.resolve("kakaopay.jsonl"),
                "{\"entry\":\"moved\",\"tid\":\"" + pending,
                StandardOpenOption.APPEND);

        try (var sandbox = sandbox()) {
            assertThat(sandbox.query(pending).text("status")).isEqualTo("READY");
            assertThat(sandbox.get(page).body()).contains("id=\"pay\"");
            var approved =
                    sandbox.open(
                            "approve", SandboxUnderTest.approving(order, authenticated, token));
            assertThat(approved.text("payment_method_type")).isEqualTo("CARD");
            var query = sandbox.query(cancelled);
            assertThat(query.text("status")).isEqualTo("PART_CANCEL_PAYMENT");
            assertThat(query.body().at("/cancel_available_amount/vat").asInt()).isEqualTo(136);
            assertThat(
                            SandboxUnderTest.json(sandbox.get("/control/kakaopay/trades"))
                                    .body()
                                    .get("items")
                                    .findValuesAsText("number"))
                    .containsExactly(cancelled, authenticated, pending);
        }
    }

    @Test
    void aBuyerWhoWasOnTheWayArrivesAfterTheRestartAndOnlyOnce() throws Exception {
        try (var shop = new TestShop()) {
            try (var sandbox = sandbox()) {
                var done = sandbox.ready(shop.order());
                sandbox.command(done, "cancel", "{\"follow\": true}");
                TestShop.await(
                        "noted",
                        () -> sandbox.trade(done).body().at("/callbacks/0").hasNonNull("at"));
                var waiting = sandbox.ready(shop.order());
                sandbox.command(waiting, "fail", "{\"delayMillis\": 60000}");
            }

            try (var sandbox = sandbox()) {
                sandbox.advance(Duration.ofMinutes(1));

                assertThat(shop.awaitVisits(2)).containsExactly("GET /cancel?o=1", "GET /fail?o=1");
            }
        }
    }

    private SandboxUnderTest sandbox() {
        return new SandboxUnderTest(folder, Map.of());
    }
}
