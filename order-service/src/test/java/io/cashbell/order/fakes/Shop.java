package io.cashbell.order.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.process.Resources;
import io.cashbell.local.process.Service;
import io.cashbell.order.Application;
import io.cashbell.web.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The whole service on a free port, its ports in memory, asked over HTTP as the world asks it. */
public final class Shop implements AutoCloseable {
    /** Two tins of oolong by card, as the contract writes it. */
    public static final String ORDER =
            """
            { "items": [{"productId": "tea-oolong", "quantity": 2}],
              "currency": "TWD",
              "buyer": {"name": "王小明", "phone": "0912 345 678", "email": "buyer@example.com"},
              "shipTo": {"recipient": "王小明", "line1": "重慶南路一段122號", "city": "臺北市",
                         "postalCode": "100", "country": "TW"},
              "paymentMethod": "ecpay-credit",
              "locale": "zh-TW" }
            """;

    /** Who has it is the owner. */
    public static final String ADMIN_TOKEN = "the-token-of-the-owner-of-this-shop-0123456789";

    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final EmbeddedServer server;

    private Shop(EmbeddedServer server) {
        this.server = server;
    }

    public static Shop open() {
        return open(Map.of());
    }

    public static Shop open(Map<String, Object> properties) {
        return new Shop(ApplicationContext.run(EmbeddedServer.class, properties, "fakes", "test"));
    }

    /** The service as it is, with tables, topics and queues of its own. */
    public static Shop open(Resources resources) {
        return open(resources, Map.of());
    }

    /** The same, told more. */
    public static Shop open(Resources resources, Map<String, Object> more) {
        Map<String, Object> properties =
                new HashMap<>(
                        Application.read(Settings.of(resources.environmentOf(Service.ORDER))));
        properties.put("micronaut.server.port", -1);
        properties.put("ADMIN_API_TOKEN", ADMIN_TOKEN);
        properties.put("messaging.retry-base", "10ms");
        properties.put("messaging.sweep-every", "200ms");
        properties.put("messaging.sweep-after", "1s");
        properties.put("messaging.mark-pace", "50ms");
        properties.put("messaging.delete-pace", "1s");
        properties.put("messaging.long-poll", "0s");
        properties.putAll(more);
        return new Shop(ApplicationContext.run(EmbeddedServer.class, properties, "test"));
    }

    /** How many calls of that operation were made of AWS so far. */
    public double calls(String operation) {
        return the(MeterRegistry.class)
                .find("aws.calls")
                .tag("operation", operation)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    public <T> T the(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public URI at(String path) {
        return server.getURI().resolve(path);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> order(String body, String... headers) {
        return send(
                request("/api/orders", headers)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** As the owner. */
    public HttpResponse<String> ask(String path) {
        return get("/api/admin" + path, "Authorization", "Bearer " + ADMIN_TOKEN);
    }

    /** As the owner. */
    public HttpResponse<String> command(
            String orderId, String command, String body, String... headers) {
        return send(
                request("/api/admin/orders/" + orderId + "/" + command, headers)
                        .header("Authorization", "Bearer " + ADMIN_TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** As the owner: a change of the shop. */
    public HttpResponse<String> change(String method, String path, String body, String... headers) {
        return send(
                request("/api/admin" + path, headers)
                        .header("Authorization", "Bearer " + ADMIN_TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
