package io.cashbell.order.admin.today;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.order.request.IdempotencyKey;
import io.cashbell.web.security.AdminApiFilter;
import io.cashbell.web.settings.AdminTokens;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to another service's {@code /api/admin}: a limit on the whole answer and on its size, no
 * redirects, and a circuit breaker, so that a service that is down costs a page nothing. Never
 * repeats a call.
 */
final class ServiceLine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServiceLine.class);
    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final int LAST_CALLS = 2;

    private final String name;
    private final Optional<URI> base;
    private final TodayConfig config;
    private final ObjectMapper json;
    private final HttpClient http;
    private final CircuitBreaker breaker;

    /**
     * @param status as HTTP says
     * @param body missing where there is none
     */
    record Answer(int status, JsonNode body) {
        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * @param address empty where the service is not to be asked
     */
    ServiceLine(String name, Optional<String> address, TodayConfig config, ObjectMapper json) {
        this.name = name;
        this.base =
                address.filter(given -> !given.isBlank())
                        .map(given -> URI.create(given.endsWith("/") ? given : given + "/"));
        this.config = config;
        this.json = json;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(config.connect())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        this.breaker =
                CircuitBreaker.of(
                        name,
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(LAST_CALLS)
                                .minimumNumberOfCalls(LAST_CALLS)
                                .failureRateThreshold(100)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .waitDurationInOpenState(config.rest())
                                // Its own trouble counts against it; a 4xx is an answer.
                                .recordResult(said -> said instanceof Answer a && a.status() >= 500)
                                .build());
    }

    /**
     * @param path below {@code /api/admin/}
     */
    Answer look(String path) throws UnreachableException {
        return call(request(path).GET(), config.look());
    }

    /**
     * @param path below {@code /api/admin/}
     */
    Answer act(String path, Sender sender) throws UnreachableException {
        HttpRequest.Builder request =
                request(path)
                        .header(
                                AdminApiFilter.ACTING_FOR,
                                URLEncoder.encode(sender.by(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                        .POST(HttpRequest.BodyPublishers.noBody());
        sender.key().ifPresent(key -> request.header(IdempotencyKey.HEADER, key.value()));
        return call(request, config.act());
    }

    private HttpRequest.Builder request(String path) throws UnreachableException {
        URI address =
                base.orElseThrow(
                        () -> new UnreachableException("The address of " + name + " is not known"));
        return HttpRequest.newBuilder(address.resolve("api/admin/" + path))
                .header("Accept", "application/json")
                .header("Authorization", AdminTokens.bearer(config.token()));
    }

    private Answer call(HttpRequest.Builder asked, Duration limit) throws UnreachableException {
        HttpRequest request = asked.timeout(limit).build();
        try {
            return breaker.executeCallable(() -> exchange(request, limit));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(stop);
        } catch (Exception failed) {
            log.atDebug().addKeyValue("service", name).setCause(failed).log("No answer");
            throw new UnreachableException(failed);
        }
    }

    private Answer exchange(HttpRequest request, Duration limit)
            throws IOException, InterruptedException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(
                        request,
                        _ ->
                                HttpResponse.BodySubscribers.limiting(
                                        HttpResponse.BodySubscribers.ofByteArray(),
                                        LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> response = pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), body(response.body()));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed);
        } finally {
            pending.cancel(true);
        }
    }

    private JsonNode body(byte[] bytes) throws IOException {
        try {
            return json.readTree(bytes);
        } catch (JsonProcessingException strange) {
            // Its message may quote the answer.
            throw new IOException("The answer is not JSON");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
