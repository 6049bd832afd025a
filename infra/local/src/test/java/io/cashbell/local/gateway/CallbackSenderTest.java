package io.cashbell.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackSenderTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer shop;
    private CallbackSender sender;

    @BeforeEach
    void start() throws Exception {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        shop.start();
        sender = new CallbackSender(Duration.ofMillis(300));
    }

    @AfterEach
    void stop() {
        over.countDown();
        sender.close();
        shop.stop(0);
    }

    @Test
    void aShopThatNeverAnswersIsGivenUp() throws Exception {
        serve(_ -> awaitTheEnd());

        var answer = post();

        assertThat(answer.error()).isEqualTo("no answer within 300 ms");
        assertThat(answer.is(200, "1|OK")).isFalse();
    }

    @Test
    void aVisitAsksForThePageAndGoesNoFurther() throws Exception {
        var asked = new ArrayList<String>();
        serve(
                exchange -> {
                    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    exchange.getResponseHeaders().set("Location", "/notify?again");
                    exchange.sendResponseHeaders(303, -1);
                    exchange.close();
                });

        var answer = sender.visit(URI.create(address() + "?a=1"), Duration.ofSeconds(5));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(asked).containsExactly("GET /notify?a=1");
    }

    @Test
    void aVisitorIsAsPatientAsSaid() throws Exception {
        serve(_ -> awaitTheEnd());

        assertThat(sender.visit(URI.create(address()), Duration.ofMillis(200)).error())
                .isEqualTo("no answer within 200 ms");
    }

    @Test
    void aShopThatBeginsToAnswerAndStopsIsGivenUp() throws Exception {
        serve(
                exchange -> {
                    exchange.sendResponseHeaders(200, 4);
                    exchange.getResponseBody().write("1|".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    awaitTheEnd();
                });

        assertThat(post().error()).isEqualTo("no answer within 300 ms");
    }

    @Test
    void anEndlessAnswerIsCutOff() throws Exception {
        serve(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(new byte[1 << 20]);
                    exchange.close();
                });

        assertThat(post().error()).isNotNull();
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
        serve(
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                    exchange.close();
                });

        assertThat(post().status()).isEqualTo(307);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://localhost/x",
                "file:///etc/hostname",
                "/relative",
                "http://[::1]:1/nobody"
            })
    void whatCannotBeCalledIsAnAnswerToo(String address) throws Exception {
        assertThat(sender.post(URI.create(address), "text/plain", "x").error()).isNotBlank();
    }

    @Test
    void oneShopThatHangsDoesNotHoldUpAnother() throws Exception {
        serve(
                exchange -> {
                    awaitTheEnd();
                    exchange.close();
                });
        // Patient, so that a slow machine does not make the quick shop look like the other.
        try (var patient = new CallbackSender(Duration.ofSeconds(20));
                var quick = new Answering();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = new ArrayList<Future<CallbackSender.Answer>>();
            for (int i = 0; i < 100; i++) {
                hanging.add(
                        threads.submit(
                                () -> patient.post(URI.create(address()), "text/plain", "x")));
            }

            var answer = patient.post(quick.address(), "text/plain", "x");

            assertThat(answer.is(200, "1|OK")).isTrue();
            assertThat(hanging).noneMatch(Future::isDone);
            over.countDown();
        }
    }

    private CallbackSender.Answer post() throws InterruptedException {
        return sender.post(URI.create(address()), "text/plain", "x");
    }

    private String address() {
        return "http://localhost:" + shop.getAddress().getPort() + "/notify";
    }

    private void serve(HttpHandler handler) {
        shop.createContext("/notify", handler);
    }

    private void awaitTheEnd() {
        try {
            assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another shop, which answers at once. */
    private static final class Answering implements AutoCloseable {
        private final HttpServer server;

        Answering() throws Exception {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/notify",
                    exchange -> {
                        exchange.sendResponseHeaders(200, 4);
                        exchange.getResponseBody().write("1|OK".getBytes(StandardCharsets.UTF_8));
                        exchange.close();
                    });
            server.start();
        }

        URI address() {
            return URI.create("http://localhost:" + server.getAddress().getPort() + "/notify");
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
