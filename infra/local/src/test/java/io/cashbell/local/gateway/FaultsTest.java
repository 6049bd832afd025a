package io.cashbell.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.local.gateway.http.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private final AtomicInteger effects = new AtomicInteger();
    private final Faults faults = new Faults("bank", () -> Reply.text(429, "slow down"));
    private RoutesUnderTest routes;

    @BeforeEach
    void start() throws Exception {
        var router = RoutesUnderTest.router();
        router.on(
                "POST",
                "/bank/pay",
                faults.around(
                        "pay",
                        _ -> {
                            effects.incrementAndGet();
                            return Reply.text(200, "paid in full");
                        }));
        router.on("GET", "/bank/query", faults.around("query", _ -> Reply.text(200, "well")));
        faults.addRoutes(router);
        routes = new RoutesUnderTest(router);
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    void aStatusComesBeforeTheEffectAndAsOftenAsAskedFor() throws Exception {
        order("{\"operation\": \"pay\", \"fault\": \"status\", \"times\": 2, \"status\": 503}");

        assertThat(pay().statusCode()).isEqualTo(503);
        assertThat(pay().statusCode()).isEqualTo(503);
        assertThat(effects).hasValue(0);
        assertThat(pay().body()).isEqualTo("paid in full");
        assertThat(effects).hasValue(1);
    }

    @Test
    void anHtmlPageComesBeforeTheEffect() throws Exception {
        order("{\"operation\": \"pay\", \"fault\": \"html\"}");

        var answer = pay();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains("<html>");
        assertThat(effects).hasValue(0);
    }

    @Test
    void theGatewaysOwnThrottlingComesBeforeTheEffect() throws Exception {
        order("{\"operation\": \"pay\", \"fault\": \"throttled\"}");

        assertThat(pay().statusCode()).isEqualTo(429);
        assertThat(effects).hasValue(0);
    }

    @Test
    void aLostAnswerWasGivenAfterTheEffect() throws Exception {
        order("{\"operation\": \"pay\", \"fault\": \"lost-answer\"}");

        assertThatThrownBy(this::pay).isInstanceOf(IOException.class);
        assertThat(effects).hasValue(1);
        assertThat(pay().body()).isEqualTo("paid in full");
    }

    @Test
    void halfABodyArrivesAfterTheEffect() throws Exception {
        order("{\"operation\": \"pay\", \"fault\": \"half-body\"}");

        assertThatThrownBy(this::pay)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fixed content-length: 12, bytes received: 6");
        assertThat(effects).hasValue(1);
    }

    @Test
    void aSlowAnswerIsTheRightOne() throws Exception {
        order("{\"operation\": \"pay\", \"fault\": \"slow\", \"delayMillis\": 120}");
        long begun = System.nanoTime();

        assertThat(pay().body()).isEqualTo("paid in full");

        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(120_000_000L);
        assertThat(effects).hasValue(1);
    }

    @Test
    void aFaultMeetsItsOperationOnlyAndFaultsKeepTheirOrder() throws Exception {
        order("{\"operation\": \"pay\", \"fault\": \"status\", \"status\": 500}");
        order("{\"operation\": \"pay\", \"fault\": \"status\", \"status\": 502}");

        assertThat(routes.get("/bank/query").body()).isEqualTo("well");
        assertThat(pay().statusCode()).isEqualTo(500);
        assertThat(pay().statusCode()).isEqualTo(502);
        assertThat(pay().statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsStillToHappenIsListedAndCanBeCleared() throws Exception {
        order("{\"operation\": \"pay\", \"fault\": \"half-body\", \"times\": 3}");
        assertThatThrownBy(this::pay).isInstanceOf(IOException.class);

        assertThat(routes.get("/control/bank/faults").body())
                .contains("\"operations\":[\"pay\",\"query\"]")
                .contains("\"fault\":\"half-body\",\"left\":2");
        var cleared = routes.send(HttpRequest.newBuilder().DELETE(), "/control/bank/faults").body();

        assertThat(cleared).contains("\"items\":[]");
        assertThat(pay().statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultOfTheGatewaysOwnBelongsToItsOperation() throws Exception {
        faults.add(
                List.of("pay"),
                "vault-open",
                "does it and says otherwise",
                pay ->
                        request -> {
                            pay.answer(request);
                            return Reply.text(400, "the vault is open");
                        });
        order("{\"operation\": \"pay\", \"fault\": \"vault-open\"}");

        assertThat(pay().body()).isEqualTo("the vault is open");
        assertThat(effects).hasValue(1);
        assertThat(pay().body()).isEqualTo("paid in full");
        assertThat(faults.commands().getFirst().meaning())
                .contains("vault-open (of pay): does it and says otherwise");
        assertThat(
                        routes.post(
                                        "/control/bank/faults",
                                        "{\"operation\": \"query\", \"fault\": \"vault-open\"}")
                                .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"operation\": \"fly\", \"fault\": \"slow\"}",
                "{\"fault\": \"slow\"}",
                "{\"operation\": \"pay\"}",
                "{\"operation\": \"pay\", \"fault\": \"SLOW\"}",
                "{\"operation\": \"pay\", \"fault\": \"slow\", \"times\": 0}",
                "{\"operation\": \"pay\", \"fault\": \"slow\", \"delayMillis\": 50001}",
                "{\"operation\": \"pay\", \"fault\": \"slow\", \"delayMillis\": -1}",
                "{\"operation\": \"pay\", \"fault\": \"status\", \"status\": 200}",
                "{\"operation\": \"pay\", \"fault\": \"slow\", \"often\": 1}",
                "[]"
            })
    void whatIsNotUnderstoodIsRefusedAndDoesNothing(String json) throws Exception {
        assertThat(routes.post("/control/bank/faults", json).statusCode()).isEqualTo(400);
        assertThat(faults.ordered()).isEmpty();
    }

    private void order(String json) throws IOException, InterruptedException {
        assertThat(routes.post("/control/bank/faults", json).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> pay() throws IOException, InterruptedException {
        return routes.post("/bank/pay", "");
    }
}
