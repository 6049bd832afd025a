package io.cashbell.payment.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GatewayLineTest {

    /** So long that only a test that is about to fail waits for it. */
    private static final Duration PATIENT = Duration.ofSeconds(40);

    private static final Duration HASTY = Duration.ofMillis(300);
    private static final int CALLS_AT_ONCE = 32;
    private static final int CALLS_THAT_OPEN_THE_CIRCUIT = 10;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch crowd = new CountDownLatch(CALLS_AT_ONCE);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger redirected = new AtomicInteger();
    private final HttpServer server;
    private final GatewayLine line = line(GatewayName.KAKAOPAY, PATIENT);

    GatewayLineTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
    }

    @BeforeEach
    void start() {
        at("/status/", exchange -> answer(exchange, number(exchange), "said"));
        at(
                "/redirect",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    answer(exchange, 302, "");
                });
        server.createContext(
                "/elsewhere",
                exchange -> {
                    redirected.incrementAndGet();
                    answer(exchange, 200, "");
                });
        at("/slow", this::answerHalf);
        at("/endless", GatewayLineTest::answerWithoutEnd);
        at("/large/", exchange -> answer(exchange, 200, "a".repeat(number(exchange))));
        server.start();
    }

    @AfterEach
    void stop() {
        held.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 500, 503})
    void anAnswerIsAnAnswerWhateverItsStatus(int status) throws Exception {
        GatewayResponse answer = line.call("query", get("/status/" + status));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isSuccess()).isEqualTo(status == 200);
        assertThat(answer.text()).isEqualTo("said");
        assertThat(answer.header("x-asked")).contains("/status/" + status);
        assertThat(answer.header("x-unknown")).isEmpty();
        assertThat(counted("kakaopay", String.valueOf(status))).isEqualTo(1);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        GatewayResponse answer = line.call("query", get("/redirect"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(redirected).hasValue(0);
    }

    /** The headers come at once, so that a limit on these alone would wait without end. */
    @Test
    void aBodyThatHangsEndsWithTheTimeLimit() {
        NoAnswerException none = unanswered(line(GatewayName.KAKAOPAY, HASTY), get("/slow"));

        assertThat(none.wasSent()).isTrue();
        assertThat(counted("kakaopay", "timeout")).isEqualTo(1);
    }

    @Test
    void aBodyWithoutEndIsNotReadToItsEnd() {
        NoAnswerException none = unanswered(line, get("/endless"));

        assertThat(none.wasSent()).isTrue();
        assertThat(none).hasCauseInstanceOf(IOException.class);
        assertThat(counted("kakaopay", "failed")).isEqualTo(1);
    }

    @Test
    void aBodyIsReadUpToTheLimitAndNotOneByteMore() throws Exception {
        int most = GatewayLine.MAX_ANSWER_BYTES;

        assertThat(line.call("query", get("/large/" + most)).body()).hasSize(most);
        assertThat(unanswered(line, get("/large/" + (most + 1))).wasSent()).isTrue();
    }

    @Test
    void whatReachedNobodyWasNotSent() throws Exception {
        NoAnswerException none = unanswered(line, nowhere());

        assertThat(none.wasSent()).isFalse();
        assertThat(none).hasMessage("kakaopay did not answer query");
    }

    @Test
    void anAnswerThatBreaksOffMayHaveHadItsEffect() {
        at(
                "/broken",
                exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                    throw new IOException("breaks off");
                });

        assertThat(unanswered(line, get("/broken")).wasSent()).isTrue();
    }

    @Test
    void aGatewayInTroubleIsSparedAndNoOther() throws Exception {
        GatewayLine other = line(GatewayName.WECHATPAY, PATIENT);
        for (int call = 0; call < CALLS_THAT_OPEN_THE_CIRCUIT; call++) {
            assertThat(line.call("query", get("/status/503")).status()).isEqualTo(503);
        }
        int before = calls.get();

        assertThat(unanswered(line, get("/status/200")).wasSent()).isFalse();

        assertThat(calls).hasValue(before);
        assertThat(counted("kakaopay", "503")).isEqualTo(CALLS_THAT_OPEN_THE_CIRCUIT);
        assertThat(counted("kakaopay", "refused")).isEqualTo(1);
        assertThat(isOpen("kakaopay")).isTrue();
        assertThat(other.call("query", get("/status/200")).status()).isEqualTo(200);
        assertThat(isOpen("wechatpay")).isFalse();
    }

    @Test
    void aGatewayThatCannotBeReachedIsSparedAsWell() throws Exception {
        HttpRequest nowhere = nowhere();
        for (int call = 0; call < CALLS_THAT_OPEN_THE_CIRCUIT; call++) {
            assertThat(unanswered(line, nowhere).wasSent()).isFalse();
        }

        assertThat(unanswered(line, get("/status/200")).wasSent()).isFalse();

        assertThat(calls).hasValue(0);
        assertThat(isOpen("kakaopay")).isTrue();
    }

    @Test
    void whatTheGatewayRefusesDoesNotCountAgainstIt() throws Exception {
        for (int call = 0; call < 3 * CALLS_THAT_OPEN_THE_CIRCUIT; call++) {
            line.call("query", get("/status/400"));
        }

        assertThat(line.call("query", get("/status/200")).status()).isEqualTo(200);
        assertThat(isOpen("kakaopay")).isFalse();
    }

    @Test
    void onlySoManyCallsWaitAtOnceAndAnotherLineIsFree() throws Exception {
        GatewayLine other = line(GatewayName.WECHATPAY, PATIENT);
        List<Future<GatewayResponse>> waiting = new ArrayList<>();
        for (int call = 0; call < CALLS_AT_ONCE; call++) {
            waiting.add(threads.submit(() -> line.call("query", get("/slow"))));
        }
        crowd.await();

        assertThat(unanswered(line, get("/status/200")).wasSent()).isFalse();

        assertThat(calls).hasValue(CALLS_AT_ONCE);
        assertThat(other.call("query", get("/status/200")).status()).isEqualTo(200);
        held.countDown();
        for (Future<GatewayResponse> answer : waiting) {
            assertThat(answer.get().text()).isEqualTo("half and half");
        }
        assertThat(line.call("query", get("/status/200")).status()).isEqualTo(200);
    }

    @Test
    void whoeverIsStoppedWhileWaitingStaysStopped() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> line.call("query", get("/slow")))
                .isInstanceOf(NoAnswerException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    private GatewayLine line(GatewayName gateway, Duration limit) {
        return new GatewayLine(gateway, limit, meters);
    }

    private static NoAnswerException unanswered(GatewayLine line, HttpRequest request) {
        NoAnswerException none =
                catchThrowableOfType(NoAnswerException.class, () -> line.call("query", request));
        assertThat(none).as("there was an answer").isNotNull();
        return none;
    }

    private long counted(String gateway, String outcome) {
        return meters
                .find("gateway.calls")
                .tags("gateway", gateway, "operation", "query", "outcome", outcome)
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private boolean isOpen(String gateway) {
        return meters.get("gateway.circuit.open").tag("gateway", gateway).gauge().value() == 1;
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .build();
    }

    /** To a port where nobody listens any more. */
    private static HttpRequest nowhere() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/"))
                    .build();
        }
    }

    private interface Page {
        void serve(HttpExchange exchange) throws IOException;
    }

    private void at(String path, Page page) {
        server.createContext(
                path,
                exchange -> {
                    calls.incrementAndGet();
                    page.serve(exchange);
                });
    }

    /** The number at the end of the path. */
    private static int number(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().add("X-Asked", exchange.getRequestURI().getPath());
        exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body.getBytes(US_ASCII));
        }
    }

    /** The other half comes when the test lets it. */
    private void answerHalf(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("half ".getBytes(US_ASCII));
            out.flush();
            crowd.countDown();
            held.await();
            out.write("and half".getBytes(US_ASCII));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the other side has hung up. */
    private static void answerWithoutEnd(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            byte[] much = new byte[8192];
            while (!Thread.currentThread().isInterrupted()) {
                out.write(much);
            }
        }
    }
}
