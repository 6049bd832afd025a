package io.cashbell.endtoend.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HTTP as a stranger speaks it: follows nothing, remembers nothing. */
public final class Http {
    public static final String FORM = "application/x-www-form-urlencoded";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(20))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    private Http() {}

    /** What came back. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public JsonNode json() {
            return Json.read(body);
        }

        /**
         * @param name in lower case
         */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /** This answer, if its status is the one expected; fails the test otherwise. */
        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("%d instead of %d: %s".formatted(status, expected, body));
            }
            return this;
        }
    }

    public static Answer get(URI address) {
        return send(request(address).GET());
    }

    public static Answer get(URI address, Map<String, String> headers) {
        var request = request(address);
        headers.forEach(request::header);
        return send(request.GET());
    }

    public static Answer head(URI address) {
        return send(request(address).HEAD());
    }

    public static Answer postJson(URI address, JsonNode body, Map<String, String> headers) {
        var request = request(address).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request.POST(BodyPublishers.ofString(body.toString())));
    }

    public static Answer putJson(URI address, JsonNode body) {
        return send(
                request(address)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body.toString())));
    }

    /** As a browser sends a form. */
    public static Answer postForm(URI address, Map<String, String> fields) {
        return postForm(address, encoded(fields.entrySet().stream()));
    }

    /**
     * @param body encoded already
     */
    public static Answer postForm(URI address, String body) {
        return send(
                request(address).header("Content-Type", FORM).POST(BodyPublishers.ofString(body)));
    }

    /** Fields in the order in which they come. */
    public static String encoded(Stream<Map.Entry<String, String>> fields) {
        return fields.map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** An answer that goes on, line by line; whoever closes the stream ends it. */
    public static Stream<String> lines(URI address) {
        var answer =
                exchange(
                        HttpRequest.newBuilder(address).header("Accept", "text/event-stream").GET(),
                        BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new AssertionError(address.getPath() + " answers " + answer.statusCode());
        }
        return answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(LIMIT);
    }

    private static Answer send(HttpRequest.Builder request) {
        var answer = exchange(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        var headers =
                answer.headers().map().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        header -> header.getKey().toLowerCase(Locale.ROOT),
                                        header -> String.join(", ", header.getValue())));
        return new Answer(answer.statusCode(), headers, answer.body());
    }

    private static <T> HttpResponse<T> exchange(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request.build(), handler);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted"));
        }
    }
}
