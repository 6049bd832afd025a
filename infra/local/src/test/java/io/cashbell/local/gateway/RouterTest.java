package io.cashbell.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

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
}
