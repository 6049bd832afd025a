package io.cashbell.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private final AtomicReference<Request> came = new AtomicReference<>();

    @Test
    void aRequestIsSeenExactlyAsItCame() throws Exception {
        var bytes = "{\"tea\":\"茶\"}\r\n ".getBytes(StandardCharsets.UTF_8);
        var router =
                RoutesUnderTest.router()
                        .on(
                                "POST",
                                "/v3/pay/{number}",
                                request -> {
                                    came.set(request);
                                    return Reply.nothing();
                                });
        try (var routes = new RoutesUnderTest(router)) {
            var answer =
                    routes.send(
                            HttpRequest.newBuilder()
                                    .header("Authorization", "WECHATPAY2-SHA256-RSA2048 a=\"b\"")
                                    .POST(BodyPublishers.ofByteArray(bytes)),
                            "/v3/pay/a%7Cb?mchid=19%2B0&empty=");
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
        }
        var request = came.get();
        assertThat(request.body()).isEqualTo(bytes);
        assertThat(request.target()).isEqualTo("/v3/pay/a%7Cb?mchid=19%2B0&empty=");
        assertThat(request.query("mchid")).isEqualTo("19+0");
        assertThat(request.header("authorization")).isEqualTo("WECHATPAY2-SHA256-RSA2048 a=\"b\"");
        assertThat(request.header("X-Absent")).isNull();
    }

    @Test
    void anAnswersOwnHeadersArriveAsTheyAre() throws Exception {
        var router =
                RoutesUnderTest.router()
                        .on(
                                "GET",
                                "/",
                                _ ->
                                        Reply.text(200, "well")
                                                .with("Wechatpay-Signature", "aB+/=")
                                                .with("Content-Type", "application/json"));
        try (var routes = new RoutesUnderTest(router)) {
            var answer = routes.get("/");
            assertThat(answer.headers().firstValue("Wechatpay-Signature")).hasValue("aB+/=");
            assertThat(answer.headers().allValues("Content-Type"))
                    .containsExactly("application/json");
        }
    }

    @Test
    void theNamesOfHeadersAreSpelledAsTheyWereGiven() throws Exception {
        var router =
                RoutesUnderTest.router()
                        .on(
                                "GET",
                                "/",
                                _ ->
                                        Reply.nothing()
                                                .with("Wechatpay-Timestamp", "1")
                                                .with("Request-ID", "2"));
        try (var routes = new RoutesUnderTest(router)) {
            var answer =
                    raw(routes.port(), "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 204 ")
                    .contains("\r\nWechatpay-Timestamp: 1\r\n", "\r\nRequest-ID: 2\r\n")
                    .doesNotContainIgnoringCase("content-length");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /a|b HTTP/1.1, 400",
        "GET // HTTP/1.1, 400",
        "HEAD / HTTP/1.1, 200",
        "nonsense, 400",
        "POST / HTTP/1.1, 405"
    })
    void whateverIsAskedIsAnswered(String line, int status) throws Exception {
        var router = RoutesUnderTest.router().on("GET", "/", _ -> Reply.text(200, "well"));
        try (var routes = new RoutesUnderTest(router)) {
            var answer = raw(routes.port(), line + "\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            if (line.startsWith("HEAD")) {
                assertThat(answer).contains("Content-Length: 4").doesNotContain("well");
            }
        }
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        var router = RoutesUnderTest.router().on("POST", "/", _ -> Reply.text(200, "well"));
        try (var routes = new RoutesUnderTest(router)) {
            assertThat(routes.post("/", "x".repeat(Router.LONGEST_BODY)).statusCode())
                    .isEqualTo(200);
            assertThat(routes.post("/", "x".repeat(Router.LONGEST_BODY + 1)).statusCode())
                    .isEqualTo(413);
        }
    }

    private static String raw(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
