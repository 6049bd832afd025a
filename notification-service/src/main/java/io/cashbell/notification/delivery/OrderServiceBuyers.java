package io.cashbell.notification.delivery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.notification.BuyerContact;
import io.cashbell.notification.Recipient;
import io.cashbell.web.settings.AdminTokens;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the order service, which alone keeps buyers' data: {@code GET
 * /api/admin/orders/{orderId}/contact}. So no address travels in an event or lies in our table.
 */
@Singleton
final class OrderServiceBuyers implements Buyers {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int LONGEST_ANSWER = 16_384;

    private final BuyerConfig config;
    private final ObjectMapper json;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    OrderServiceBuyers(BuyerConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    @Override
    public BuyerContact contactOf(String orderId) throws MailRefusedException {
        HttpResponse<String> answer = ask(orderId);
        if (answer.statusCode() != 200) {
            throw new MailRefusedException("the order service answered " + answer.statusCode());
        }
        try {
            Contact contact = json.readValue(answer.body(), Contact.class);
            if (contact.email() == null || contact.locale() == null || contact.link() == null) {
                throw new MailRefusedException("the order service told no contact");
            }
            return new BuyerContact(
                    new Recipient(contact.email()), contact.locale(), URI.create(contact.link()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Its message may hold the address: the cause stays here.
            throw new MailRefusedException("the order service told no contact that we can use");
        }
    }

    private HttpResponse<String> ask(String orderId) throws MailRefusedException {
        HttpRequest request =
                HttpRequest.newBuilder(config.contactOf(orderId))
                        .header("Accept", "application/json")
                        .header("Authorization", AdminTokens.bearer(config.token()))
                        .build();
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER));
        try {
            // It covers the body too, which the client's own time limit does not.
            return answer.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new MailRefusedException("the order service does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailRefusedException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Contact(
            @Nullable String email, @Nullable String locale, @Nullable String link) {}
}
