package io.cashbell.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;

/** HTTP as the load driver speaks it: one answer with the expected status, or an exception. */
final class Http implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
    private final ObjectMapper json = new ObjectMapper();

    String get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).GET(), 200);
    }

    /** As the owner of the shop. */
    JsonNode getAsOwner(URI uri) throws IOException, InterruptedException {
        return json.readTree(
                send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + Shop.ADMIN_API_TOKEN)
                                .GET(),
                        200));
    }

    JsonNode getJson(URI uri) throws IOException, InterruptedException {
        return json.readTree(get(uri));
    }

    JsonNode postJson(URI uri, String body, String idempotencyKey)
            throws IOException, InterruptedException {
        return json.readTree(
                send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", idempotencyKey)
                                .POST(HttpRequest.BodyPublishers.ofString(body)),
                        201));
    }

    String postForm(URI uri, String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                200);
    }

    private String send(HttpRequest.Builder request, int expected)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IOException(
                    "%s answered %d instead of %d: %s"
                            .formatted(
                                    answer.uri(),
                                    answer.statusCode(),
                                    expected,
                                    answer.body()
                                            .substring(0, Math.min(300, answer.body().length()))));
        }
        return answer.body();
    }

    @Override
    public void close() {
        client.close();
    }
}
