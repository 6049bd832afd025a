package io.cashbell.local.gateway.wechatpay;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A sandbox that runs, and the few things a shop or a test does with it over HTTP. */
final class SandboxUnderTest implements AutoCloseable {
    static final String REFUNDS = "/v3/refund/domestic/refunds";

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatewaySandbox sandbox;
    private final Map<String, String> variables;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    SandboxUnderTest(@Nullable Path dataFolder, Map<String, String> environment) {
        sandbox = GatewaySandbox.start(0, dataFolder, environment);
        variables = sandbox.environment();
    }

    /** Repeats quickly; refunds wait until somebody says how they end. */
    static SandboxUnderTest inMemory() {
        return new SandboxUnderTest(
                null,
                Map.of(
                        "WECHATPAY_SANDBOX_RETRY",
                        "20ms,20ms,20ms",
                        "WECHATPAY_SANDBOX_REFUND_AFTER",
                        "none"));
    }

    /** By the names of the variables, without WECHATPAY_. */
    String variable(String name) {
        return Objects.requireNonNull(variables.get("WECHATPAY_" + name), name);
    }

    KeyPair merchantKeys() {
        return Rsa.keyPair(variable("PRIVATE_KEY"));
    }

    PublicKey publicKey() {
        try {
            var encoded = Base64.getDecoder().decode(variable("PUBLIC_KEY"));
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String newNumber() {
        return "T" + System.nanoTime() % 1_000_000_000_000L + "_" + NUMBERS.incrementAndGet();
    }

    /** All that WeChat requires of a JSAPI order, and the currency. */
    ObjectNode jsapiOrder(String notifyUrl) {
        var order = nativeOrder(notifyUrl);
        order.putObject("payer").put("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
        return order;
    }

    ObjectNode nativeOrder(String notifyUrl) {
        var order = JSON.createObjectNode();
        order.put("appid", variable("APP_ID"));
        order.put("mchid", variable("MCH_ID"));
        order.put("description", "凍頂烏龍茶 150g x 2");
        order.put("out_trade_no", newNumber());
        order.put("notify_url", notifyUrl);
        order.putObject("amount").put("total", 1200).put("currency", "CNY");
        return order;
    }

    static ObjectNode refundOrder(String outTradeNo, int fen, int total) {
        var order = JSON.createObjectNode();
        order.put("out_trade_no", outTradeNo);
        order.put("out_refund_no", newNumber());
        order.putObject("amount").put("refund", fen).put("total", total).put("currency", "CNY");
        return order;
    }

    /** Places the order and gives its number. */
    String placed(ObjectNode order) throws IOException, InterruptedException {
        var answer = place(order);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return order.get("out_trade_no").asText();
    }

    HttpResponse<String> place(JsonNode order) throws IOException, InterruptedException {
        var type = order.has("payer") ? "jsapi" : "native";
        return post("/v3/pay/transactions/" + type, order.toString());
    }

    /** Places an order, pays it, and gives its number; nobody hears of it. */
    String paid(ObjectNode order) throws IOException, InterruptedException {
        var number = placed(order);
        command("trades/" + number + "/pay", "{\"callbacks\": 0}");
        return number;
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(signed("POST", path, body), path);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(signed("GET", path, ""), path);
    }

    HttpResponse<String> query(String number) throws IOException, InterruptedException {
        return get("/v3/pay/transactions/out-trade-no/" + number + "?mchid=" + variable("MCH_ID"));
    }

    HttpResponse<String> close(String number) throws IOException, InterruptedException {
        return post(
                "/v3/pay/transactions/out-trade-no/" + number + "/close",
                "{\"mchid\":\"" + variable("MCH_ID") + "\"}");
    }

    /** As a client signs it whose base address ends before /v3. */
    HttpRequest.Builder signed(String method, String path, String body) {
        var timestamp = String.valueOf(Instant.now().getEpochSecond());
        return unsigned(method, body)
                .setHeader("Authorization", authorization(method, path, timestamp, body));
    }

    static HttpRequest.Builder unsigned(String method, String body) {
        return HttpRequest.newBuilder()
                .method(
                        method,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .setHeader("Accept", "application/json")
                .setHeader("Content-Type", "application/json");
    }

    String authorization(String method, String path, String timestamp, String body) {
        var nonce = Numbers.nonce();
        var text =
                SignedText.ofRequest(
                        method, path, timestamp, nonce, body.getBytes(StandardCharsets.UTF_8));
        return authorization(timestamp, nonce, Rsa.sign(text, merchantKeys().getPrivate()));
    }

    String authorization(String timestamp, String nonce, String signature) {
        return "WECHATPAY2-SHA256-RSA2048 mchid=\""
                + variable("MCH_ID")
                + "\",nonce_str=\""
                + nonce
                + "\",timestamp=\""
                + timestamp
                + "\",serial_no=\""
                + variable("SERIAL")
                + "\",signature=\""
                + signature
                + "\"";
    }

    HttpResponse<String> command(String path, String json)
            throws IOException, InterruptedException {
        return control("POST", path, json);
    }

    /**
     * @param path below /control/wechatpay/
     */
    HttpResponse<String> control(String method, String path, String json)
            throws IOException, InterruptedException {
        return sendTo(unsigned(method, json), "/control/wechatpay/" + path);
    }

    JsonNode trade(String number) throws IOException, InterruptedException {
        return json(control("GET", "trades/" + number, ""));
    }

    JsonNode callbacks(String number) throws IOException, InterruptedException {
        return trade(number).get("callbacks");
    }

    HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return sendTo(HttpRequest.newBuilder().GET(), path);
    }

    HttpResponse<String> press(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        return sendTo(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(Form.encode(fields))),
                path);
    }

    void advance(Duration by) throws IOException, InterruptedException {
        var answer =
                sendTo(
                        unsigned("POST", "{\"advanceSeconds\": " + by.toSeconds() + "}"),
                        "/control/clock");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    /** Below /wechatpay. */
    HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        return sendTo(request, "/wechatpay" + path);
    }

    HttpResponse<String> sendTo(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        return http.send(
                request.uri(URI.create("http://localhost:" + port() + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    /** The five parameters of a call-up, well signed. */
    Map<String, String> callUp(String prepayId) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appId", variable("APP_ID"));
        parameters.put("timeStamp", String.valueOf(Instant.now().getEpochSecond()));
        parameters.put("nonceStr", Numbers.nonce());
        parameters.put("package", "prepay_id=" + prepayId);
        parameters.put("signType", "RSA");
        sign(parameters);
        return parameters;
    }

    void sign(Map<String, String> callUp) {
        var text =
                SignedText.ofCallUp(
                        variable("APP_ID"),
                        callUp.getOrDefault("timeStamp", ""),
                        callUp.getOrDefault("nonceStr", ""),
                        callUp.getOrDefault("package", ""));
        callUp.put("paySign", Rsa.sign(text, merchantKeys().getPrivate()));
    }

    static String jsonOf(Map<String, String> fields) throws IOException {
        return JSON.writeValueAsString(fields);
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
