package io.cashbell.local.gateway.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and how it shows that the answer is WeChat's. */
class GuardTest {
    private static SandboxUnderTest sandbox;
    private static String number;
    private static String path;

    @BeforeAll
    static void start() throws Exception {
        sandbox = SandboxUnderTest.inMemory();
        number = sandbox.placed(sandbox.nativeOrder("http://localhost:1/notify"));
        path =
                "/v3/pay/transactions/out-trade-no/"
                        + number
                        + "?mchid="
                        + sandbox.variable("MCH_ID");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/wechatpay"})
    void thePathIsSignedWithoutThePrefixWhetherThereIsOneOrNot(String prefix) throws Exception {
        var answer = sandbox.sendTo(sandbox.signed("GET", path, ""), prefix + path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertSigned(answer);
    }

    @Test
    void aPathIsSignedAsItIsSent() throws Exception {
        var order = sandbox.nativeOrder("http://localhost:1/notify");
        order.put("out_trade_no", "A|B*C-1_" + SandboxUnderTest.newNumber().substring(1, 8));
        var encoded = sandbox.placed(order).replace("|", "%7C");

        assertThat(sandbox.query(encoded).statusCode()).isEqualTo(200);
    }

    @Test
    void everyAnswerIsSignedAnEmptyOneAndARefusalToo() throws Exception {
        var closed = sandbox.close(sandbox.placed(sandbox.nativeOrder("http://localhost:1/n")));
        assertThat(closed.statusCode()).isEqualTo(204);
        assertThat(closed.body()).isEmpty();
        assertSigned(closed);
        assertThat(closed.headers().firstValue("Request-ID").orElse("")).endsWith("-0");

        var unknown = sandbox.query("NOBODYS_ORDER");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertSigned(unknown);

        var stranger = sandbox.send(SandboxUnderTest.unsigned("GET", ""), path);
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertSigned(stranger);
    }

    @Test
    void headersArriveInTheirExactSpelling() throws Exception {
        var request =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: */*\r\nUser-Agent: t\r\nAuthorization: "
                        + sandbox.authorization("GET", path, now(), "")
                        + "\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 200 ")
                    .contains(
                            "\r\nWechatpay-Timestamp: ",
                            "\r\nWechatpay-Nonce: ",
                            "\r\nWechatpay-Signature: ",
                            "\r\nWechatpay-Serial: ",
                            "\r\nRequest-ID: ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-330, 401",
        "330, 401",
        "-240, 200",
        "270, 200",
    })
    void aRequestIsFreshForFiveMinutes(int seconds, int status) throws Exception {
        var timestamp = String.valueOf(Instant.now().getEpochSecond() + seconds);

        assertThat(sent(timestamp).statusCode()).isEqualTo(status);
    }

    @Test
    void freshnessIsOfTheMachinesClockAndNotOfTheMovableOne() throws Exception {
        try (var moved = SandboxUnderTest.inMemory()) {
            moved.advance(Duration.ofDays(2));
            var order = moved.nativeOrder("http://localhost:1/notify");
            var answer = moved.place(order);

            assertThat(answer.statusCode()).isEqualTo(200);
            long stamp =
                    Long.parseLong(answer.headers().firstValue("Wechatpay-Timestamp").orElse("0"));
            assertThat(Instant.ofEpochSecond(stamp))
                    .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
        }
    }

    @Test
    void aRequestIsLetInOnce() throws Exception {
        var authorization = sandbox.authorization("GET", path, now(), "");

        assertThat(sentBy(authorization).statusCode()).isEqualTo(200);
        var again = sentBy(authorization);

        assertRefused(again, "nonce_str was used before");
    }

    @ParameterizedTest
    @CsvSource({
        "mchid=\", mchid=\"9, mchid unknown",
        "serial_no=\", serial_no=\"9, serial_no unknown",
        "timestamp=\", timestamp=\"9, timestamp is not ten digits",
        "nonce_str=\", nonce_str=\"9, sign not match",
        "signature=\", signature=\"+, sign not match",
        "signature=, sig=, authorization not well formed",
        "WECHATPAY2-SHA256-RSA2048, WECHATPAY2-SM2-WITH-SM3, authorization not well formed",
        "WECHATPAY2-SHA256-RSA2048, Bearer, authorization not well formed"
    })
    void whatIsWrongWithTheAuthorizationIsSaid(String right, String wrong, String issue)
            throws Exception {
        var authorization =
                sandbox.authorization("GET", path, now(), "").replaceFirst(right, wrong);

        assertRefused(sentBy(authorization), issue);
    }

    @ParameterizedTest
    @CsvSource({"Accept", "User-Agent"})
    void bothOfTheseHeadersMustBeThere(String header) throws Exception {
        var answer = sandbox.send(sandbox.signed("GET", path, "").setHeader(header, ""), path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SandboxUnderTest.json(answer).get("code").asText()).isEqualTo("PARAM_ERROR");
    }

    @Test
    void aBodyMustBeJson() throws Exception {
        var body = sandbox.nativeOrder("http://localhost:1/notify").toString();
        var place = "/v3/pay/transactions/native";

        var form =
                sandbox.send(
                        sandbox.signed("POST", place, body)
                                .setHeader("Content-Type", "application/x-www-form-urlencoded"),
                        place);
        assertThat(form.statusCode()).isEqualTo(400);

        for (var broken : new String[] {"{", "{} {}", "{\"a\":1,\"a\":2}", "[]", "null"}) {
            assertThat(sandbox.post(place, broken).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void usualMistakesAreRecognised() throws Exception {
        var host = "http://localhost:" + sandbox.port() + "/wechatpay";
        assertHint("GET", "/wechatpay" + path, "", "prefix /wechatpay");
        assertHint("GET", host + path, "", "whole URL");
        assertHint("GET", path.replaceFirst("\\?.*", ""), "", "query was left out");
        assertHint("get", path, "", "upper case");
        var right =
                new String(
                        SignedText.ofRequest("GET", path, now(), "n0", new byte[0]),
                        StandardCharsets.UTF_8);
        assertHint(right.substring(0, right.length() - 1), "n0", "line feed after the last");
        assertHint(right.replace("\n", "\r\n"), "n0", "CR LF");
    }

    @Test
    void aRefusalShowsWhatWasRead() throws Exception {
        var answer = sentBy(sandbox.authorization(now(), "n1", "AAAA"));

        assertRefused(answer, "sign not match");
        var information = SandboxUnderTest.json(answer).at("/detail/sign_information");
        assertThat(information.get("url").asText()).isEqualTo(path);
        assertThat(information.get("truncated_sign_message").asText()).startsWith("GET\n" + path);
    }

    private static void assertHint(String method, String target, String body, String hint)
            throws IOException, InterruptedException {
        assertThat(hint(sentBy(sandbox.authorization(method, target, now(), body)))).contains(hint);
    }

    private static void assertHint(String text, String nonce, String hint)
            throws IOException, InterruptedException {
        var signature =
                Rsa.sign(
                        text.getBytes(StandardCharsets.UTF_8), sandbox.merchantKeys().getPrivate());
        var timestamp = text.split("\r?\n", -1)[2];
        assertThat(hint(sentBy(sandbox.authorization(timestamp, nonce, signature)))).contains(hint);
    }

    private static String hint(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(401);
        return SandboxUnderTest.json(answer).at("/detail/sandbox_hint").asText();
    }

    private static void assertRefused(HttpResponse<String> answer, String issue)
            throws IOException {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Request-ID").orElse("")).endsWith("-268443699");
        var body = SandboxUnderTest.json(answer);
        assertThat(body.get("code").asText()).isEqualTo("SIGN_ERROR");
        assertThat(body.at("/detail/issue").asText()).isEqualTo(issue);
    }

    private static HttpResponse<String> sent(String timestamp)
            throws IOException, InterruptedException {
        return sentBy(sandbox.authorization("GET", path, timestamp, ""));
    }

    private static HttpResponse<String> sentBy(String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = SandboxUnderTest.unsigned("GET", "");
        return sandbox.send(request.setHeader("Authorization", authorization), path);
    }

    private static void assertSigned(HttpResponse<String> answer) {
        var headers = answer.headers();
        var text =
                SignedText.ofAnswer(
                        headers.firstValue(Stamp.TIMESTAMP).orElse(""),
                        headers.firstValue(Stamp.NONCE).orElse(""),
                        answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(headers.firstValue(Stamp.SERIAL)).hasValue(sandbox.variable("PUBLIC_KEY_ID"));
        assertThat(
                        Rsa.verifies(
                                text,
                                headers.firstValue(Stamp.SIGNATURE).orElse(""),
                                sandbox.publicKey()))
                .isTrue();
    }

    private static String now() {
        return String.valueOf(Instant.now().getEpochSecond());
    }
}
