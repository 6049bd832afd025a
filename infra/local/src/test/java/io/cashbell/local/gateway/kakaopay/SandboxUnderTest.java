package io.cashbell.local.gateway.kakaopay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.gateway.http.Form;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A sandbox that runs, and the few things a shop, a buyer or a test does with it over HTTP. */
final class SandboxUnderTest implements AutoCloseable {
    static final String OPEN = "/kakaopay/online/v1/payment/";
    static final String LEGACY = "/kakaopay/v1/payment/";

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatewaySandbox sandbox;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    SandboxUnderTest(@Nullable Path dataFolder, Map<String, String> environment) {
        sandbox = GatewaySandbox.start(0, dataFolder, environment);
    }

    static SandboxUnderTest inMemory() {
        return new SandboxUnderTest(null, Map.of());
    }

    /** A JSON answer. */
    record Answer(int status, JsonNode body) {
        String text(String name) {
            return body.path(name).asText();
        }

        /** Of a refusal, in either dialect. */
        int code() {
            return body.has("error_code")
                    ? body.get("error_code").asInt()
                    : body.path("code").asInt();
        }
    }

    /** What the vectors ask for, as a new order. */
    static ObjectNode order() {
        var order = Vectors.copy("/requests/open_api_ready/body");
        order.put("partner_order_id", "order-" + NUMBERS.incrementAndGet());
        return order;
    }

    Answer open(String operation, JsonNode body) throws IOException, InterruptedException {
        return json(
                send(
                        HttpRequest.newBuilder()
                                .header("Authorization", "SECRET_KEY " + Merchants.LOCAL_SECRET_KEY)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body.toString())),
                        OPEN + operation));
    }

    /** The same fields as a form. */
    Answer legacy(String operation, JsonNode body) throws IOException, InterruptedException {
        var fields = new LinkedHashMap<String, String>();
        body.properties()
                .forEach(
                        field ->
                                fields.put(
                                        field.getKey(),
                                        field.getValue().isContainerNode()
                                                ? field.getValue().toString()
                                                : field.getValue().asText()));
        return json(
                send(
                        HttpRequest.newBuilder()
                                .header("Authorization", "KakaoAK " + Merchants.LOCAL_ADMIN_KEY)
                                .header(
                                        "Content-Type",
                                        "application/x-www-form-urlencoded;charset=utf-8")
                                .POST(BodyPublishers.ofString(Form.encode(fields))),
                        LEGACY + operation));
    }

    Answer ask(Dialect dialect, String operation, JsonNode body)
            throws IOException, InterruptedException {
        return dialect == Dialect.OPEN ? open(operation, body) : legacy(operation, body);
    }

    /** Asks for a payment and gives its tid. */
    String ready(ObjectNode order) throws IOException, InterruptedException {
        var answer = open("ready", order);
        if (answer.status() != 200) {
            throw new AssertionError("refused: " + answer.body());
        }
        return answer.text("tid");
    }

    /** The request that approves an order, authenticated just now. */
    ObjectNode authenticated(ObjectNode order, String tid)
            throws IOException, InterruptedException {
        return approving(order, tid, tokenOf(command(tid, "pay", "{}")));
    }

    static ObjectNode approving(ObjectNode order, String tid, String pgToken) {
        var approve = Vectors.copy("/requests/open_api_approve/body");
        approve.put("cid", order.get("cid").asText());
        approve.put("tid", tid);
        approve.put("partner_order_id", order.get("partner_order_id").asText());
        approve.put("partner_user_id", order.get("partner_user_id").asText());
        approve.put("pg_token", pgToken);
        approve.set("total_amount", order.get("total_amount"));
        return approve;
    }

    /** From the order to the money; gives the tid. */
    String paid(ObjectNode order) throws IOException, InterruptedException {
        var tid = ready(order);
        var answer = open("approve", authenticated(order, tid));
        if (answer.status() != 200) {
            throw new AssertionError("refused: " + answer.body());
        }
        return tid;
    }

    static ObjectNode cancelling(String tid, long amount) {
        var cancel = Vectors.copy("/requests/open_api_cancel/body");
        cancel.put("tid", tid);
        cancel.put("cancel_amount", amount);
        cancel.remove("cancel_available_amount");
        return cancel;
    }

    Answer query(String tid) throws IOException, InterruptedException {
        return open("order", Vectors.copy("/requests/open_api_order/body").put("tid", tid));
    }

    static String tokenOf(Answer command) {
        var url = command.text("returnUrl");
        return url.substring(url.indexOf("pg_token=") + "pg_token=".length());
    }

    Answer command(String number, String command, String json)
            throws IOException, InterruptedException {
        return control("trades/" + number + "/" + command, json);
    }

    Answer control(String path, String json) throws IOException, InterruptedException {
        return json(
                send(
                        HttpRequest.newBuilder().POST(BodyPublishers.ofString(json)),
                        "/control/kakaopay/" + path));
    }

    Answer trade(String number) throws IOException, InterruptedException {
        return json(get("/control/kakaopay/trades/" + number));
    }

    void advance(Duration by) throws IOException, InterruptedException {
        send(
                HttpRequest.newBuilder()
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"advanceSeconds\": " + by.toSeconds() + "}")),
                "/control/clock");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    /** A button of the payment page. */
    HttpResponse<String> press(String tid, String button, Map<String, String> fields)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(Form.encode(fields))),
                page(tid) + "/" + button);
    }

    /** Where a buyer at a desk is sent. */
    String page(String tid) throws IOException, InterruptedException {
        return trade(tid).body().at("/links/pc").asText();
    }

    static Answer json(HttpResponse<String> answer) throws IOException {
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    }

    HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        var address = URI.create("http://localhost:" + sandbox.port() + path);
        return http.send(
                request.uri(address).timeout(Duration.ofSeconds(20)).build(),
                BodyHandlers.ofString());
    }

    int port() {
        return sandbox.port();
    }

    @Override
    public void close() {
        sandbox.close();
        http.shutdownNow();
    }
}
