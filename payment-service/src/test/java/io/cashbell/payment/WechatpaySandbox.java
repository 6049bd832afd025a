package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.payment.event.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

/** The gateway sandbox as WeChat Pay, and the phone in the buyer's hand. */
final class WechatpaySandbox implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ROOT = "/control/wechatpay/";

    // A refund comes to its end when the test says so.
    private final GatewaySandbox sandbox =
            GatewaySandbox.start(0, null, Map.of("WECHATPAY_SANDBOX_REFUND_AFTER", "none"));

    WechatpaySandbox() {
        control("PUT", "schedule", "{\"retry\": \"300ms,300ms,300ms\"}");
    }

    /** What a shop is told about it, keys among it. */
    Map<String, String> variables() {
        return sandbox.environment();
    }

    /** The phone reads the code and pays. */
    void scan(String codeUrl) {
        control("POST", "scan", "{\"code_url\": \"" + codeUrl + "\"}");
    }

    /** What the buyer does to an order, such as {@code pay}. */
    void command(AttemptNumber number, String command, String options) {
        control("POST", "trades/" + number + "/" + command, options);
    }

    /** The next of these operations goes wrong. */
    void fails(String operation, String fault) {
        control(
                "POST",
                "faults",
                "{\"operation\": \"%s\", \"fault\": \"%s\", \"times\": 1}"
                        .formatted(operation, fault));
    }

    /** How WeChat Pay sees the order. */
    JsonNode trade(AttemptNumber number) {
        return control("GET", "trades/" + number, "");
    }

    /** How a refund ends there, such as {@code succeed}, and what the shop is told of it. */
    void refund(RefundNumber number, String end, String options) {
        control("POST", "refunds/" + number + "/" + end, options);
    }

    /** How often each notice of the refund was told, and what the shop answered. */
    JsonNode refund(RefundNumber number) {
        return control("GET", "refunds/" + number, "");
    }

    /** All that it believes. */
    JsonNode ledger() {
        return control("GET", "ledger", "").path("items");
    }

    /** The gateways' clock goes on; deadlines pass. */
    void advance(long seconds) {
        send("POST", "/control/clock", "{\"advanceSeconds\": " + seconds + "}");
    }

    JsonNode control(String method, String path, String body) {
        return send(method, ROOT + path, body);
    }

    private JsonNode send(String method, String path, String body) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + sandbox.port() + path))
                                    .header("Content-Type", "application/json")
                                    .method(method, BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
            return Contracts.JSON.readTree(answer.body());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
