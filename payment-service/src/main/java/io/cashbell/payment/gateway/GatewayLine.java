package io.cashbell.payment.gateway;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The line to one gateway's servers: a time limit on the whole answer, a limit on its size, no
 * redirects, so many calls at once and no more, and a circuit breaker that spares a gateway that is
 * down. Never repeats a call: only the connector knows which call may be made twice. (The JDK's
 * client sends a GET once more by itself when a kept connection ends before any answer; those ask,
 * and change nothing.)
 *
 * <p>Each gateway has a line of its own, so that one that hangs holds up no other.
 *
 * <p>Metrics: {@code gateway.calls} by gateway, operation and outcome (an HTTP status, {@code
 * timeout}, {@code failed}, {@code refused}); {@code gateway.circuit.open} is 1 while it is open.
 */
public final class GatewayLine {

    /** Far above the longest answer of any gateway, and far below what would hurt. */
    public static final int MAX_ANSWER_BYTES = 256 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int CALLS_AT_ONCE = 32;
    private static final Duration PLACE_WAIT = Duration.ofMillis(500);
    private static final int WINDOW = 50;
    private static final int LEAST_CALLS = 10;
    private static final int FAILURE_PERCENT = 50;
    private static final Duration OPEN = Duration.ofSeconds(15);

    private final GatewayName gateway;
    private final Duration limit;
    private final MeterRegistry meters;
    private final HttpClient http;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;

    /**
     * @param limit from the first byte sent to the last one read
     */
    public GatewayLine(GatewayName gateway, Duration limit, MeterRegistry meters) {
        this.gateway = gateway;
        this.limit = limit;
        this.meters = meters;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        this.bulkhead =
                Bulkhead.of(
                        gateway.path(),
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(CALLS_AT_ONCE)
                                .maxWaitDuration(PLACE_WAIT)
                                .build());
        this.breaker =
                CircuitBreaker.of(
                        gateway.path(),
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(WINDOW)
                                .minimumNumberOfCalls(LEAST_CALLS)
                                .failureRateThreshold(FAILURE_PERCENT)
                                .waitDurationInOpenState(OPEN)
                                // The gateway's own trouble counts against it; a 4xx is an answer.
                                .recordResult(
                                        said ->
                                                said instanceof GatewayResponse answer
                                                        && answer.status() >= 500)
                                .build());
        meters.gauge(
                "gateway.circuit.open",
                Tags.of("gateway", gateway.path()),
                breaker,
                b -> b.getState() == CircuitBreaker.State.OPEN ? 1 : 0);
    }

    /**
     * Calls once.
     *
     * @param operation for the metrics: {@code query}, {@code refund}
     * @throws NoAnswerException if nothing is known about the call's effect; {@link
     *     NoAnswerException#wasSent()} is false when it certainly had none
     */
    public GatewayResponse call(String operation, HttpRequest request) throws NoAnswerException {
        return called(operation, () -> exchange(request));
    }

    private <T> T called(String operation, Callable<T> call) throws NoAnswerException {
        long began = System.nanoTime();
        String outcome = "failed";
        try {
            T answer = bulkhead.executeCallable(() -> breaker.executeCallable(call));
            outcome =
                    answer instanceof GatewayResponse response
                            ? String.valueOf(response.status())
                            : "200";
            return answer;
        } catch (CallNotPermittedException | BulkheadFullException refused) {
            outcome = "refused";
            throw new NoAnswerException(gateway, operation, false, refused);
        } catch (ConnectException | HttpConnectTimeoutException unreached) {
            throw new NoAnswerException(gateway, operation, false, unreached);
        } catch (TimeoutException | HttpTimeoutException late) {
            outcome = "timeout";
            throw new NoAnswerException(gateway, operation, true, late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(gateway, operation, true, stopped);
        } catch (Exception broken) {
            throw new NoAnswerException(gateway, operation, true, broken);
        } finally {
            Timer.builder("gateway.calls")
                    .tags("gateway", gateway.path(), "operation", operation, "outcome", outcome)
                    .register(meters)
                    .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Calls once for an answer that is too long to be held, and lets {@code reader} read it as it
     * comes; the time limit and the size limit are for all of it.
     *
     * @param limit from the first byte sent to the last one read
     * @param mostBytes a longer answer is cut off, which the reader hears as a broken one
     * @throws NoAnswerException also where reading broke off
     */
    public <T> T download(
            String operation,
            HttpRequest request,
            Duration limit,
            long mostBytes,
            DownloadReader<T> reader)
            throws NoAnswerException {
        return called(operation, () -> Download.read(http, request, limit, mostBytes, reader));
    }

    private GatewayResponse exchange(HttpRequest request)
            throws IOException, InterruptedException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(request, info -> limited());
        try {
            HttpResponse<byte[]> response = pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new GatewayResponse(
                    response.statusCode(),
                    name -> response.headers().firstValue(name),
                    response.body());
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw cause instanceof IOException io ? io : new IOException(cause);
        } finally {
            pending.cancel(true);
        }
    }

    private static HttpResponse.BodySubscriber<byte[]> limited() {
        return HttpResponse.BodySubscribers.limiting(
                HttpResponse.BodySubscribers.ofByteArray(), MAX_ANSWER_BYTES);
    }
}
