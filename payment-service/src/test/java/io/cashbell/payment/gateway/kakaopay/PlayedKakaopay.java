package io.cashbell.payment.gateway.kakaopay;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** KakaoPay's servers, which say what a test makes them say and remember what they heard. */
final class PlayedKakaopay implements AutoCloseable {

    /** What was heard. */
    record Call(String path, String authorization, String contentType, String body) {}

    private enum Manner {
        WHOLE,
        HALF,
        SILENT
    }

    private final HttpServer server;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile Manner manner = Manner.WHOLE;

    PlayedKakaopay() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    void says(int status, String answer) {
        this.status = status;
        this.answer = answer;
        this.manner = Manner.WHOLE;
    }

    void says(JsonNode answer) {
        says(200, answer.toString());
    }

    void saysHalfOf(JsonNode answer) {
        says(answer);
        this.manner = Manner.HALF;
    }

    void saysNothing() {
        this.manner = Manner.SILENT;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(
                new Call(
                        exchange.getRequestURI().toString(),
                        String.join("|", exchange.getRequestHeaders().get("Authorization")),
                        String.join("|", exchange.getRequestHeaders().get("Content-Type")),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        switch (manner) {
            case WHOLE -> {
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
            }
            case HALF -> {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
            }
            case SILENT -> {
                try {
                    over.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        exchange.close();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
