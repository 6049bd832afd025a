package io.cashbell.order.admin.payments;

import io.cashbell.web.settings.AdminTokens;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line to the payment service: a time limit on the whole answer, a limit on its size, so many
 * questions at once and no more, and a circuit breaker that does not wait again and again for a
 * service that is down or slow. Never asks twice by itself.
 *
 * <p>Metric {@code payment.api.circuit.open} is 1 while it is open.
 */
@Singleton
final class PaymentLine {
    private static final Logger log = LoggerFactory.getLogger(PaymentLine.class);

    /** A page of a hundred callbacks has a third of this. */
    private static final int LONGEST_ANSWER = 1024 * 1024;

    private static final int CALLS_AT_ONCE = 16;
    private static final Duration PLACE_WAIT = Duration.ofMillis(100);
    private static final int WINDOW = 20;
    private static final int LEAST_CALLS = 5;
    private static final int FAILURE_PERCENT = 50;
    private static final Duration OPEN = Duration.ofSeconds(10);

    private final PaymentApiConfig config;
    private final HttpClient http;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;

    PaymentLine(PaymentApiConfig config, MeterRegistry meters) {
        this.config = config;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(config.connect())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        this.bulkhead =
                Bulkhead.of(
                        "payment-api",
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(CALLS_AT_ONCE)
                                .maxWaitDuration(PLACE_WAIT)
                                .build());
        this.breaker =
                CircuitBreaker.of(
                        "payment-api",
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(WINDOW)
                                .minimumNumberOfCalls(LEAST_CALLS)
                                .failureRateThreshold(FAILURE_PERCENT)
                                .waitDurationInOpenState(OPEN)
                                // Its own trouble counts against it; a 4xx is an answer.
                                .recordResult(
                                        said ->
                                                said instanceof HttpResponse<?> answer
                                                        && answer.statusCode() >= 500)
                                .build());
        meters.gauge(
                "payment.api.circuit.open",
                breaker,
                b -> b.getState() == CircuitBreaker.State.OPEN ? 1 : 0);
    }

    /**
     * Asks once.
     *
     * @throws PaymentsUnreachableException for no answer, a 5xx, and where our token is not known
     */
    HttpResponse<byte[]> send(HttpRequest.Builder request) throws PaymentsUnreachableException {
        HttpResponse<byte[]> answer;
        try {
            HttpRequest asked =
                    request.header("Accept", "application/json")
                            .header("Authorization", AdminTokens.bearer(config.token()))
                            .build();
            answer = bulkhead.executeCallable(() -> breaker.executeCallable(() -> exchange(asked)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PaymentsUnreachableException("interrupted", stopped);
        } catch (Exception unreached) {
            log.atWarn()
                    .addKeyValue("why", unreached.getClass().getSimpleName())
                    .log("The payment service does not answer");
            throw new PaymentsUnreachableException("no answer", unreached);
        }
        int status = answer.statusCode();
        if (status == 401 || status >= 500) {
            log.atWarn()
                    .addKeyValue("status", status)
                    .log("The payment service answers, and not to us");
            throw new PaymentsUnreachableException("answered " + status);
        }
        return answer;
    }

    private HttpResponse<byte[]> exchange(HttpRequest request)
            throws IOException, InterruptedException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(
                        request,
                        _ ->
                                HttpResponse.BodySubscribers.limiting(
                                        HttpResponse.BodySubscribers.ofByteArray(),
                                        LONGEST_ANSWER));
        try {
            return pending.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io
                    ? io
                    : new IOException(failed.getCause());
        } finally {
            pending.cancel(true);
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
