package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.net.httpserver.HttpServer;
import io.cashbell.local.gateway.http.Form;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A shop's server: hears callbacks and answers as it is told, then {@code 1|OK}. */
final class TestShop implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Queue<Says> answers = new ConcurrentLinkedQueue<>();

    record Heard(String path, String contentType, String body) {
        Map<String, String> fields() {
            return Form.decode(body).values();
        }
    }

    private record Says(int status, String body) {}

    TestShop() throws IOException {
        this(0);
    }

    TestShop(int port) throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/notify",
                exchange -> {
                    try (exchange) {
                        var body =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        heard.add(
                                new Heard(
                                        exchange.getRequestURI().getPath(),
                                        exchange.getRequestHeaders().getFirst("Content-Type"),
                                        body));
                        var says = answers.poll();
                        var answer = says == null ? new Says(200, "1|OK") : says;
                        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(
                                answer.status(), bytes.length == 0 ? -1 : bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String notifyUrl() {
        return "http://localhost:" + port() + "/notify";
    }

    /** To the next callback that nothing else is said to. */
    TestShop says(int status, String body) {
        answers.add(new Says(status, body));
        return this;
    }

    List<Heard> heard() {
        return heard;
    }

    List<Heard> awaitHeard(int count) {
        await("the shop hears " + count + " callbacks", () -> heard.size() >= count);
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
