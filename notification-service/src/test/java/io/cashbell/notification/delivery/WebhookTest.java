package io.cashbell.notification.delivery;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static io.cashbell.notification.NotificationFixtures.paidOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels to the shop's program, and what its answers mean. */
@Timeout(30)
class WebhookTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEXT = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final List<Headers> headers = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private int status = 204;
    private boolean endless;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        headers.add(exchange.getRequestHeaders());
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        if (endless) {
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            return;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private Webhook webhook(String secret) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
        return new Webhook(
                new WebhookConfig(url, secret, Duration.ofSeconds(5)),
                new ObjectMapper(),
                () -> NOON);
    }

    @Test
    void theSignatureIsThatOfThePublishedExample() {
        assertThat(
                        WebhookSignature.by(SECRET)
                                .sign(
                                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                        Instant.ofEpochSecond(1_614_265_330),
                                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void newsAreSignedJsonUnderAnIdThatStays() throws Exception {
        webhook(SECRET).send(paidOrder());
        webhook(SECRET).send(paidOrder());

        assertThat(headers)
                .hasSize(2)
                .allSatisfy(
                        given -> {
                            assertThat(given.getFirst("webhook-id")).isEqualTo("event1");
                            assertThat(given.getFirst("webhook-timestamp"))
                                    .isEqualTo(Long.toString(NOON.getEpochSecond()));
                            assertThat(given.getFirst("webhook-signature"))
                                    .isEqualTo(
                                            WebhookSignature.by(SECRET)
                                                    .sign("event1", NOON, bodies.getFirst()));
                        });
        assertThat(new ObjectMapper().readTree(bodies.getFirst()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"type": "payment-confirmed", "timestamp": "2026-03-01T12:00:00Z",
                                         "data": {"orderId": "order1", "method": "ecpay-credit",
                                          "amount": {"amount": "1200", "currency": "TWD"},
                                          "reference": "2303121234567890",
                                          "lines": [{"name": "阿里山高山烏龍茶", "quantity": 2,
                                                     "total": {"amount": "1200", "currency": "TWD"}}]}}
                                        """));
    }

    @Test
    void whileASecretChangesBothSign() throws Exception {
        webhook(SECRET + ", " + NEXT).send(paidOrder());

        String body = bodies.getFirst();
        assertThat(headers.getFirst().getFirst("webhook-signature"))
                .isEqualTo(
                        WebhookSignature.by(SECRET).sign("event1", NOON, body)
                                + " "
                                + WebhookSignature.by(NEXT).sign("event1", NOON, body));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 410, 500, 503})
    void anyOtherAnswerMeansThatItDidNotArriveAndNoRedirectIsFollowed(int given) {
        status = given;

        assertThatThrownBy(() -> webhook(SECRET).send(paidOrder()))
                .isInstanceOf(MailRefusedException.class)
                .hasMessage("the webhook answered " + given);
        assertThat(bodies).hasSize(1);
    }

    @Test
    void whoNeverEndsHisAnswerIsNotWaitedFor() throws Exception {
        endless = true;
        status = 200;

        webhook(SECRET).send(paidOrder());

        status = 500;
        assertThatThrownBy(() -> webhook(SECRET).send(paidOrder()))
                .hasMessage("the webhook answered 500");
    }

    @Test
    void nobodyAtTheAddressIsARefusalToo() {
        Webhook webhook = webhook(SECRET);
        server.stop(0);

        assertThatThrownBy(() -> webhook.send(paidOrder()))
                .isInstanceOf(MailRefusedException.class)
                .hasMessage("the webhook does not answer");
    }

    @Test
    void withoutAnAddressThereIsNone() {
        Webhook none =
                new Webhook(
                        new WebhookConfig("", "", Duration.ofSeconds(5)),
                        new ObjectMapper(),
                        () -> NOON);

        assertThat(none.isOn()).isFalse();
        assertThatThrownBy(() -> none.send(paidOrder())).hasMessage("no webhook is configured");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "whsec_",
                "whsec_short",
                "whsec_!!!",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void whatIsNoSecretIsRefusedWithoutRepeatingIt(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSignature.by(secret))
                .withMessage("must be whsec_ and the base64 of 24 to 64 bytes");
    }

    @Test
    void noSecretIsShown() {
        assertThat(
                        Map.of("config", new WebhookConfig("http://x", SECRET, Duration.ZERO))
                                .toString())
                .doesNotContain("whsec_");
    }
}
