package io.cashbell.local.gateway.ecpay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A sandbox that runs, and the few things a shop or a test does with it over HTTP. */
final class SandboxUnderTest implements AutoCloseable {
    static final Merchant MERCHANT =
            new Merchant("3002607", "pwFHCqoQZGmho4w6", "EkRm7iFT261dpevs");

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatewaySandbox sandbox;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    SandboxUnderTest(@Nullable Path dataFolder, Map<String, String> environment) {
        sandbox = GatewaySandbox.start(0, dataFolder, environment);
    }

    static SandboxUnderTest inMemory() {
        return new SandboxUnderTest(null, Map.of("ECPAY_SANDBOX_RETRY", "20ms,20ms,20ms,20ms"));
    }

    /** All that ECPay requires, and nothing else. */
    static Map<String, String> order(String returnUrl) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("MerchantID", MERCHANT.id());
        fields.put(
                "MerchantTradeNo",
                "T" + System.nanoTime() % 1_000_000_000_000L + "n" + NUMBERS.incrementAndGet());
        fields.put("MerchantTradeDate", Trade.date(Instant.now()));
        fields.put("PaymentType", "aio");
        fields.put("TotalAmount", "1200");
        fields.put("TradeDesc", "茶葉");
        fields.put("ItemName", "凍頂烏龍茶 150g x 2#運費 80 元 x 1");
        fields.put("ReturnURL", returnUrl);
        fields.put("ChoosePayment", "Credit");
        fields.put("EncryptType", "1");
        return fields;
    }

    HttpResponse<String> create(Map<String, String> order)
            throws IOException, InterruptedException {
        return form("/ecpay/Cashier/AioCheckOut/V5", CheckMacValue.sign(order, MERCHANT));
    }

    /** Opens the order and gives its number. */
    String opened(Map<String, String> order) throws IOException, InterruptedException {
        var page = create(order);
        if (!page.body().contains("開發者")) {
            throw new AssertionError("no payment page: " + page.body());
        }
        return String.valueOf(order.get("MerchantTradeNo"));
    }

    /** What a shop's server asks, signed; the raw answer. */
    String ask(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return form(path, CheckMacValue.sign(fields, MERCHANT)).body();
    }

    /** QueryTradeInfo and its sister, by a clock that is right. */
    Map<String, String> query(String path, String number) throws IOException, InterruptedException {
        return split(
                ask(
                        path,
                        Map.of(
                                "MerchantID",
                                MERCHANT.id(),
                                "MerchantTradeNo",
                                number,
                                "TimeStamp",
                                String.valueOf(Instant.now().getEpochSecond()))));
    }

    /** An answer that looks like a form and is not encoded. */
    static Map<String, String> split(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            fields.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return fields;
    }

    /** Moves the clock to that time of tomorrow in Taiwan, or a second later. */
    void atTaiwan(String time) throws IOException, InterruptedException {
        var now = Instant.now();
        var wanted =
                now.atZone(Trade.TAIWAN)
                        .toLocalDate()
                        .plusDays(1)
                        .atTime(LocalTime.parse(time))
                        .atZone(Trade.TAIWAN)
                        .toInstant();
        post(
                "/control/clock",
                "{\"offsetSeconds\": " + (Duration.between(now, wanted).toSeconds() + 1) + "}");
    }

    HttpResponse<String> form(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(Form.encode(fields))),
                path);
    }

    HttpResponse<String> press(String number, String button)
            throws IOException, InterruptedException {
        return form("/ecpay/trade/" + number + "/" + button, Map.of());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    HttpResponse<String> command(String number, String command, String json)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder().POST(BodyPublishers.ofString(json)),
                "/control/ecpay/trades/" + number + "/" + command);
    }

    /** Moves every gateway's clock. */
    void advance(Duration by) throws IOException, InterruptedException {
        post("/control/clock", "{\"advanceSeconds\": " + by.toSeconds() + "}");
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(json)), path);
    }

    HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().PUT(BodyPublishers.ofString(json)), path);
    }

    JsonNode trade(String number) throws IOException, InterruptedException {
        return json(get("/control/ecpay/trades?merchantTradeNo=" + number)).get("items").get(0);
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        var address = URI.create("http://localhost:" + sandbox.port() + path);
        return http.send(
                request.uri(address).timeout(Duration.ofSeconds(20)).build(),
                BodyHandlers.ofString());
    }

    /** The answer as it came, whatever it is written in. */
    HttpResponse<byte[]> bytes(String path, String form) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + sandbox.port() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofByteArray());
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
