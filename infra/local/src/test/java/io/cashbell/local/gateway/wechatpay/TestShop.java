package io.cashbell.local.gateway.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A shop's server: hears notices and answers as it is told, then 204. */
final class TestShop implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Queue<Says> answers = new ConcurrentLinkedQueue<>();

    /**
     * @param headers found by any spelling
     */
    record Heard(Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        JsonNode json() {
            return tree(body);
        }

        /** What was encrypted. */
        JsonNode opened(String apiV3Key) {
            var resource = json().get("resource");
            return tree(
                    new Sealed(
                                    resource.get("ciphertext").asText(),
                                    resource.get("nonce").asText(),
                                    resource.get("associated_data").asText())
                            .open(apiV3Key));
        }

        private static JsonNode tree(String text) {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }
    }

    private record Says(int status, String body) {}

    TestShop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/notify",
                exchange -> {
                    try (exchange) {
                        var body =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
                        exchange.getRequestHeaders()
                                .forEach((name, values) -> headers.put(name, values.getFirst()));
                        heard.add(new Heard(headers, body));
                        var says = answers.poll();
                        var answer = says == null ? new Says(204, "") : says;
                        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(
                                answer.status(), bytes.length == 0 ? -1 : bytes.length);
                        if (bytes.length > 0) {
                            exchange.getResponseBody().write(bytes);
                        }
                    }
                });
        server.start();
    }

    String notifyUrl() {
        return "http://localhost:" + server.getAddress().getPort() + "/notify";
    }

    /** To the next notice that nothing else is said to. */
    TestShop says(int status, String body) {
        answers.add(new Says(status, body));
        return this;
    }

    List<Heard> heard() {
        return heard;
    }

    List<Heard> awaitHeard(int count) {
        await("the shop hears " + count + " notices", () -> heard.size() >= count);
        assertThat(heard).hasSize(count);
        return heard;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Waits for a fact, within a limit. */
    static void await(String what, Fact fact) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                if (fact.holds()) {
                    return;
                }
                if (System.nanoTime() > end) {
                    fail("not within " + LIMIT.toSeconds() + " s: " + what);
                }
                Thread.sleep(5);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(what, e);
            }
        }
    }

    @FunctionalInterface
    interface Fact {
        boolean holds() throws IOException, InterruptedException;
    }
}
