package io.cashbell.payment.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A gateway's servers, which say what a test makes them say and remember what they heard. */
public final class PlayedServer implements AutoCloseable {

    /** What was heard. */
    public record Call(
            String method, String target, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return String.join("|", headers.getOrDefault(name, List.of()));
        }
    }

    /** What is said to it. */
    public record Says(int status, Map<String, String> headers, String body) {
        public Says(int status, String body) {
            this(status, Map.of(), body);
        }
    }

    private final HttpServer server;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Says> manner = _ -> new Says(200, "");
    private volatile boolean silent;

    public PlayedServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public void says(Says answer) {
        says(_ -> answer);
    }

    public void says(Function<Call, Says> answers) {
        manner = answers;
        silent = false;
    }

    /** The line is open, and nothing comes. */
    public void saysNothing() {
        silent = true;
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call =
                    new Call(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            exchange.getRequestHeaders(),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            calls.add(call);
            if (silent) {
                over.await();
                return;
            }
            Says says = manner.apply(call);
            byte[] body = says.body().getBytes(StandardCharsets.UTF_8);
            says.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(says.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
