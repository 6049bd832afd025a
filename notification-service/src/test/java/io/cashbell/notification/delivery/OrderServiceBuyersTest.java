package io.cashbell.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.cashbell.notification.BuyerContact;
import io.cashbell.notification.Recipient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class OrderServiceBuyersTest {
    private static final String TOKEN = "a-token-of-thirty-two-characters";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer orders;
    private OrderServiceBuyers buyers;
    private int status = 200;
    private boolean endless;
    private String body =
            """
            {"email": "buyer@example.com", "locale": "ko", "newer": 1,
             "link": "https://shop.example/result?order=order1"}
            """;

    @BeforeEach
    void start() throws IOException {
        orders = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        orders.createContext(
                "/",
                exchange -> {
                    asked.add(
                            exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("Authorization"));
                    byte[] answer = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, endless ? 0 : answer.length);
                    exchange.getResponseBody().write(answer);
                    if (endless) {
                        exchange.getResponseBody().flush();
                        return;
                    }
                    exchange.close();
                });
        orders.start();
        buyers = buyers(Duration.ofSeconds(5));
    }

    private OrderServiceBuyers buyers(Duration timeout) {
        URI address = URI.create("http://localhost:" + orders.getAddress().getPort());
        return new OrderServiceBuyers(new BuyerConfig(address, TOKEN, timeout), new ObjectMapper());
    }

    @AfterEach
    void stop() {
        buyers.close();
        orders.stop(0);
    }

    @Test
    void theOrderServiceIsAskedWithTheToken() throws MailRefusedException {
        assertThat(buyers.contactOf("order1"))
                .isEqualTo(
                        new BuyerContact(
                                new Recipient("buyer@example.com"),
                                "ko",
                                URI.create("https://shop.example/result?order=order1")));
        assertThat(asked).containsExactly("/api/admin/orders/order1/contact Bearer " + TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    401 | {}
                    404 | {}
                    503 | {}
                    200 | no JSON
                    200 | {}
                    200 | {"email": "x@y.zz, Bcc: z@y.zz", "locale": "ko", "link": "https://a.b/"}
                    200 | {"email": "buyer@example.com", "locale": "ko", "link": "no address"}
                    """)
    void whatIsNoContactIsARefusalThatNamesNobody(int answered, String said) {
        status = answered;
        body = said;

        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> buyers.contactOf("order1"))
                .satisfies(refusal -> assertThat(refusal.reason()).doesNotContain("@"));
    }

    @Test
    void aDeadOrderServiceIsARefusalToo() {
        orders.stop(0);

        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> buyers.contactOf("order1"))
                .withMessage("the order service does not answer");
    }

    @Test
    void anAnswerThatNeverEndsIsWaitedForNoLongerThanItsLimit() {
        endless = true;
        OrderServiceBuyers hurried = buyers(Duration.ofMillis(300));

        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> hurried.contactOf("order1"))
                .withMessage("the order service does not answer");
        hurried.close();
    }

    @Test
    void anAnswerThatIsTooLongIsNotRead() {
        body = body.replace("\"newer\": 1", "\"newer\": \"" + "x".repeat(20_000) + "\"");

        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> buyers.contactOf("order1"))
                .withMessage("the order service does not answer");
    }

    @Test
    void neitherTokenNorAddressIsPrinted() throws MailRefusedException {
        assertThat(new BuyerConfig(URI.create("http://a"), TOKEN, Duration.ZERO).toString())
                .doesNotContain(TOKEN);
        assertThat(buyers.contactOf("order1").toString()).doesNotContain("buyer@", "order=");
    }
}
