package io.cashbell.order.admin.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The admin API of another service as a test wants it to answer. */
final class OtherServices implements AutoCloseable {
    /** Method, path and query of each request, its token, for whom it is, and its key. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile boolean hanging;

    private record Reply(int status, String body) {}

    OtherServices() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void reply(String route, int status, String body) {
        replies.put(route, new Reply(status, body));
    }

    /** From now on it takes requests and answers none. */
    void hang() {
        hanging = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String route = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add(
                    "%s %s %s %s"
                            .formatted(
                                    route,
                                    said(exchange, "Authorization"),
                                    said(exchange, "Acting-For"),
                                    said(exchange, "Idempotency-Key")));
            if (hanging) {
                open.await();
            }
            Reply reply = replies.getOrDefault(route, new Reply(404, "{}"));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static String said(HttpExchange exchange, String header) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(header), "-");
    }

    @Override
    public void close() {
        open.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
