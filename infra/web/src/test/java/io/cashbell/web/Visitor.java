package io.cashbell.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the small service over HTTP and takes the answer as it comes. */
public record Visitor(URI address) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A visitor of the running test server. */
    public static Visitor of(EmbeddedServer server) {
        return new Visitor(server.getURI());
    }

    /** Fetches a page. */
    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** Sends JSON. */
    public Answer post(String path, String body) {
        return send("POST", path, body, "Content-Type", "application/json");
    }

    /** Sends anything. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        var request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(Duration.ofSeconds(10))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        /** The header's value, or "absent". */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("absent");
        }

        /** The body as a tree. */
        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(response.body());
            } catch (IOException e) {
                throw new IllegalStateException(response.body(), e);
            }
        }
    }
}
