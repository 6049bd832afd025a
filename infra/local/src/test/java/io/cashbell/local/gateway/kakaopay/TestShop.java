package io.cashbell.local.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A shop's pages, to which buyers come back. */
final class TestShop implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpServer server;
    private final List<String> visited = new CopyOnWriteArrayList<>();

    TestShop() throws IOException {
        this(0);
    }

    TestShop(int port) throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    visited.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    exchange.getResponseHeaders().set("Location", "/thanks");
                    exchange.sendResponseHeaders(303, -1);
                    exchange.close();
                });
        server.start();
    }

    /** An order whose buyer comes back here. */
    ObjectNode order() {
        var shop = "http://localhost:" + port();
        return SandboxUnderTest.order()
                .put("approval_url", shop + "/approve?o=1")
                .put("cancel_url", shop + "/cancel?o=1")
                .put("fail_url", shop + "/fail?o=1");
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<String> visited() {
        return visited;
    }

    List<String> awaitVisits(int count) {
        await("the shop is visited " + count + " times", () -> visited.size() >= count);
        assertThat(visited).hasSize(count);
        return visited;
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
