package io.cashbell.local.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls a shop. One client for all, connections kept; every call has a limit of time, and every
 * shop a limit of calls at once, so that one that hangs holds up nobody else.
 */
public final class CallbackSender implements AutoCloseable {
    /**
     * A shop has about ten seconds: ECPay, section 5 of {@code payment-service/docs/sources.md}.
     */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private static final int CALLS_AT_ONCE = 32;
    private static final int LONGEST_ANSWER = 16 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
    private final Duration timeLimit;

    public CallbackSender() {
        this(TIME_LIMIT);
    }

    public CallbackSender(Duration timeLimit) {
        this.timeLimit = timeLimit;
    }

    /**
     * What the shop said.
     *
     * @param status 0 when there was no answer at all; then {@code error} says why
     */
    public record Answer(int status, String body, @Nullable String error, long millis) {
        public boolean is(int expectedStatus, String expectedBody) {
            return error == null && status == expectedStatus && body.equals(expectedBody);
        }
    }

    /** Posts, and waits for the answer. Whatever goes wrong is an answer too. */
    public Answer post(URI address, String contentType, String body) throws InterruptedException {
        return post(address, contentType, body, Map.of(), timeLimit);
    }

    /**
     * As above.
     *
     * @param headers more of them, spelled as they are sent
     * @param limit how long this gateway waits
     */
    public Answer post(
            URI address,
            String contentType,
            String body,
            Map<String, String> headers,
            Duration limit)
            throws InterruptedException {
        return call(
                address,
                limit,
                request -> {
                    request.header("Content-Type", contentType)
                            .header("Accept", "text/html")
                            .POST(HttpRequest.BodyPublishers.ofString(body));
                    headers.forEach(request::setHeader);
                });
    }

    /**
     * Goes to a shop's page as a buyer's browser does, except that it follows no redirection.
     *
     * @param patience of the buyer
     */
    public Answer visit(URI address, Duration patience) throws InterruptedException {
        return call(address, patience, request -> request.header("Accept", "text/html").GET());
    }

    private Answer call(URI address, Duration limit, Consumer<HttpRequest.Builder> filled)
            throws InterruptedException {
        var place =
                places.computeIfAbsent(
                        String.valueOf(address.getAuthority()), _ -> new Semaphore(CALLS_AT_ONCE));
        place.acquire();
        long begun = System.nanoTime();
        try {
            var answer = send(address, limit, filled);
            return new Answer(
                    answer.statusCode(),
                    new String(answer.body(), StandardCharsets.UTF_8),
                    null,
                    millisSince(begun));
        } catch (TimeoutException _) {
            return new Answer(
                    0, "", "no answer within " + limit.toMillis() + " ms", millisSince(begun));
        } catch (ExecutionException e) {
            return new Answer(
                    0, "", describe(e.getCause() == null ? e : e.getCause()), millisSince(begun));
        } catch (IOException e) {
            return new Answer(0, "", describe(e), millisSince(begun));
        } finally {
            place.release();
        }
    }

    private HttpResponse<byte[]> send(
            URI address, Duration limit, Consumer<HttpRequest.Builder> filled)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        HttpRequest request;
        try {
            var building = HttpRequest.newBuilder(address);
            filled.accept(building);
            request = building.build();
        } catch (IllegalArgumentException e) {
            throw new IOException("not an address that can be called: " + e.getMessage(), e);
        }
        var answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            // The limit covers the body too, which the client's own time limit does not.
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private static String describe(Throwable cause) {
        var kind = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? kind : kind + ": " + cause.getMessage();
    }
}
