package io.cashbell.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaySandboxTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aTakenPortIsSaidSo() {
        try (var first = GatewaySandbox.start(0, null, Map.of())) {
            assertThatThrownBy(() -> GatewaySandbox.start(first.port(), null, Map.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + first.port() + " is not free");
        }
    }

    @Test
    void aClosedSandboxGivesItsPortAndItsFolderBack(@TempDir Path folder) {
        var first = GatewaySandbox.start(0, folder, Map.of());
        int port = first.port();
        assertThatThrownBy(() -> GatewaySandbox.start(0, folder, Map.of()))
                .hasMessageContaining("in use");
        first.close();

        try (var second = GatewaySandbox.start(port, folder, Map.of())) {
            assertThat(second.port()).isEqualTo(port);
            assertThat(Files.exists(folder)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ECPAY_SANDBOX_RETRY, soon",
        "ECPAY_SANDBOX_CREDIT_LIMITS, many",
        "ECPAY_MERCHANT_ID, 7654321",
        "KAKAOPAY_CID, too long for a cid",
        "KAKAOPAY_CID_SECRET, short",
        "KAKAOPAY_SECRET_KEY, two words",
        "KAKAOPAY_ADMIN_KEY, two words",
        "KAKAOPAY_SANDBOX_LIMITS, many",
        "GATEWAY_SANDBOX_PUBLIC_URL, localhost",
        "GATEWAY_SANDBOX_HOST, not.a.host.invalid"
    })
    void aWrongVariableIsNamedAndLeavesThePortFree(String variable, String value) throws Exception {
        var named = variable.equals("ECPAY_MERCHANT_ID") ? "ECPAY_HASH_KEY" : variable;
        int port;
        try (var free = GatewaySandbox.start(0, null, Map.of())) {
            port = free.port();
        }
        assertThatThrownBy(() -> GatewaySandbox.start(port, null, Map.of(variable, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);

        try (var sandbox = GatewaySandbox.start(port, null, Map.of())) {
            assertThat(get(sandbox, "/health").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/control",
                "/assets/sandbox.css",
                "/assets/sandbox.js",
                "/favicon.ico"
            })
    void thePagesAndTheirPartsAreThere(String path) throws Exception {
        try (var sandbox = GatewaySandbox.start(0, null, Map.of())) {
            var page = get(sandbox, path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("{{");
            assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        }
    }

    @Test
    void theFrontPageNamesTheGatewaysAndTheControlPageTheirCommands() throws Exception {
        try (var sandbox = GatewaySandbox.start(0, null, Map.of())) {
            assertThat(get(sandbox, "/").body())
                    .contains("ECPay", "/ecpay/Cashier/AioCheckOut/V5", "SANDBOX")
                    .contains("KakaoPay", "/kakaopay/online/v1/payment/ready");
            assertThat(get(sandbox, "/control").body())
                    .contains(
                            "/control/ecpay/trades/{merchantTradeNo}/pay",
                            "/control/ecpay/schedule",
                            "/control/kakaopay/ledger",
                            "/control/ecpay/faults",
                            "/control/clock");
        }
    }

    @Test
    void aRefusalIsAPageForPeopleAndAProblemForPrograms() throws Exception {
        try (var sandbox = GatewaySandbox.start(0, null, Map.of())) {
            var page = get(sandbox, "/<script>".replace("<", "%3C").replace(">", "%3E"));
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).contains("&lt;script&gt;");
            var problem = get(sandbox, "/control/ecpay/nothing");
            assertThat(problem.statusCode()).isEqualTo(404);
            assertThat(problem.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            var method = get(sandbox, "/ecpay/Cashier/AioCheckOut/V5");
            assertThat(method.statusCode()).isEqualTo(405);
            assertThat(method.headers().firstValue("Allow")).hasValue("POST");
        }
    }

    @Test
    void theClockIsMovedForEveryGatewayAndRemembersIt(@TempDir Path folder) throws Exception {
        try (var sandbox = GatewaySandbox.start(0, folder, Map.of())) {
            assertThat(get(sandbox, "/control/clock").body()).contains("\"offsetSeconds\":0");
            assertThat(post(sandbox, "/control/clock", "{\"advanceSeconds\": 86400}").body())
                    .contains("\"offsetSeconds\":86400");
        }
        try (var sandbox = GatewaySandbox.start(0, folder, Map.of())) {
            assertThat(get(sandbox, "/control/clock").body()).contains("\"offsetSeconds\":86400");
            assertThat(post(sandbox, "/control/clock", "{\"offsetSeconds\": 0}").body())
                    .contains("\"offsetSeconds\":0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"advanceSeconds\": 1, \"offsetSeconds\": 1}",
                "{\"advanceSeconds\": 9223372036854775807}",
                "{\"offsetSeconds\": -999999999999}",
                "{\"days\": 1}"
            })
    void aMoveOfTheClockThatMakesNoSenseIsRefused(String json) throws Exception {
        try (var sandbox = GatewaySandbox.start(0, null, Map.of())) {
            assertThat(post(sandbox, "/control/clock", json).statusCode()).isEqualTo(400);
            assertThat(get(sandbox, "/control/clock").body()).contains("\"offsetSeconds\":0");
        }
    }

    private HttpResponse<String> post(GatewaySandbox sandbox, String path, String json)
            throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + sandbox.port() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(GatewaySandbox sandbox, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + sandbox.port() + path))
                        .build(),
                BodyHandlers.ofString());
    }
}
