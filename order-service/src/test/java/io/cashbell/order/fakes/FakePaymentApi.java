package io.cashbell.order.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The payment service's API for its owner, as far as a test says what it answers. */
public final class FakePaymentApi implements AutoCloseable {
    /** What was asked for, and by whom. */
    public record Asked(
            String method,
            String path,
            @Nullable String authorization,
            @Nullable String actingFor,
            @Nullable String key,
            String body) {}

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean silent;

    private FakePaymentApi(HttpServer server) {
        this.server = server;
    }

    public static FakePaymentApi start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakePaymentApi api = new FakePaymentApi(server);
            server.createContext("/api/admin/", api::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * @param request such as {@code GET disputes}, without what is asked beside the path
     */
    public void answers(String request, int status, String body) {
        answers.put(request, new Answer(status, body));
    }

    /** From now on nobody is answered. */
    public void fallSilent() {
        silent = true;
    }

    public synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    public void reset() {
        answers.clear();
        silent = false;
        synchronized (this) {
            asked.clear();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/api/admin/".length());
        synchronized (this) {
            asked.add(
                    new Asked(
                            exchange.getRequestMethod(),
                            path,
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            exchange.getRequestHeaders().getFirst("Acting-For"),
                            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8)));
        }
        if (silent) {
            awaitTheEnd();
        }
        Answer answer =
                answers.getOrDefault(
                        exchange.getRequestMethod() + " " + path,
                        new Answer(404, "{\"detail\": \"there is nothing\"}"));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
