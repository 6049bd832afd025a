package io.cashbell.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.notification.Money;
import io.cashbell.notification.News;
import io.cashbell.notification.Notification;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts news as JSON, signed, to the one address that is configured; follows no redirect and reads
 * nothing of the answer but its status. Any {@code 2xx} says that it arrived.
 *
 * <p>Standard Webhooks 1.0.0: {@code webhook-id} is the same for all attempts, {@code
 * webhook-timestamp} is that of the attempt.
 */
@Singleton
final class Webhook implements HookSender {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final @Nullable URI address;
    private final @Nullable WebhookSignature signature;
    private final Duration timeout;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    Webhook(WebhookConfig config, ObjectMapper json, InstantSource clock) {
        this.address = config.address();
        String secret = config.secret();
        this.signature = secret == null || secret.isBlank() ? null : WebhookSignature.by(secret);
        this.timeout = config.timeout();
        this.json = json;
        this.clock = clock;
    }

    @Override
    public boolean isOn() {
        return address != null;
    }

    @Override
    public void send(Notification notification) throws MailRefusedException {
        if (address == null || signature == null) {
            throw new MailRefusedException("no webhook is configured");
        }
        Instant now = clock.instant();
        String id = notification.id().eventId();
        String body = body(notification);
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                        .header("webhook-signature", signature.sign(id, now, body))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<InputStream> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // The client's time limit ends with the headers, and a body may have no end.
            answer.body().close();
            int status = answer.statusCode();
            if (status < 200 || status > 299) {
                throw new MailRefusedException("the webhook answered " + status);
            }
        } catch (IOException e) {
            throw new MailRefusedException("the webhook does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailRefusedException("interrupted", e);
        }
    }

    /** What an event did not say is left out. */
    private String body(Notification notification) {
        News news = notification.news();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", notification.id().orderId());
        put(data, "method", news.method());
        put(data, "amount", amount(news.amount()));
        put(data, "remaining", amount(news.remaining()));
        put(data, "reason", news.reason());
        put(data, "reference", news.reference());
        if (!news.lines().isEmpty()) {
            data.put("lines", news.lines().stream().map(Webhook::line).toList());
        }
        try {
            return json.writeValueAsString(
                    Map.of(
                            "type", news.occasion().code(),
                            "timestamp", news.at().toString(),
                            "data", data));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("news are always JSON", impossible);
        }
    }

    private static Map<String, Object> line(News.Line line) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("name", line.name());
        written.put("quantity", line.quantity());
        put(written, "total", amount(line.total()));
        return written;
    }

    private static @Nullable Map<String, String> amount(@Nullable Money money) {
        return money == null
                ? null
                : Map.of("amount", money.amount(), "currency", money.currency().getCurrencyCode());
    }

    private static void put(Map<String, Object> to, String name, @Nullable Object value) {
        if (value != null) {
            to.put(name, value);
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
