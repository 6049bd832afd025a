package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.payment.event.Contracts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

/** The gateways' sandbox and its controls, for tests that need more than one of them. */
final class PlayedGateways implements AutoCloseable {

    static final String KAKAOPAY_KEY = "DEVSANDBOX0123456789ABCDEF0123456789ABCD";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String JSON = "application/json";

    private final GatewaySandbox sandbox = GatewaySandbox.start(0, null, Map.of());

    URI at(String path) {
        return URI.create("http://localhost:" + sandbox.port() + path);
    }

    /** The buyer agrees on KakaoPay's page; where the browser is sent then. */
    String kakaopayAgrees(String tid) throws IOException, InterruptedException {
        JsonNode answer = post("/control/kakaopay/trades/" + tid + "/pay", "{}", JSON);
        URI back = URI.create(answer.path("returnUrl").asText());
        assertThat(back.getQuery()).as(answer.toString()).contains("pg_token=");
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    /** How KakaoPay sees the payment. */
    JsonNode kakaopayTrade(String tid) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at("/control/kakaopay/trades/" + tid)));
    }

    void fails(String gateway, String operation, String fault, int times)
            throws IOException, InterruptedException {
        post(
                "/control/" + gateway + "/faults",
                "{\"operation\": \"%s\", \"fault\": \"%s\", \"times\": %d}"
                        .formatted(operation, fault, times),
                JSON);
    }

    JsonNode post(String path, String body, String type) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body().startsWith("{")
                ? Contracts.JSON.readTree(answer.body())
                : Contracts.JSON.createObjectNode();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
