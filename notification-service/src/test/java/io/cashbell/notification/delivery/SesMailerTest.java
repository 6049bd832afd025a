package io.cashbell.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.cashbell.notification.NotificationFixtures;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.template.Letter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ses.SesClient;

class SesMailerTest {
    private static final String ACCEPTED =
            """
            <SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
              <SendRawEmailResult><MessageId>0100</MessageId></SendRawEmailResult>
            </SendRawEmailResponse>
            """;
    private static final String REFUSED =
            """
            <ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
              <Error><Code>MessageRejected</Code><Message>a@example.com is not verified</Message></Error>
            </ErrorResponse>
            """;

    private final AtomicReference<String> request = new AtomicReference<>("");
    private HttpServer server;
    private SesClient ses;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext(
                "/",
                exchange -> {
                    request.set(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    byte[] answer =
                            (status == 200 ? ACCEPTED : REFUSED).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        ses =
                SesClient.builder()
                        .region(Region.AP_NORTHEAST_1)
                        .endpointOverride(
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .build();
    }

    @AfterEach
    void stop() {
        ses.close();
        server.stop(0);
    }

    private static Mail mail() {
        return new Mail(
                NotificationFixtures.id(1),
                NotificationFixtures.NOON,
                new Recipient("shop@example.com"),
                List.of(new Recipient("a@example.com"), new Recipient("b@example.com")),
                new Letter("paid", "text", "<p>html</p>"),
                null);
    }

    @Test
    void sendsTheWholeMailToAllAdministrators() throws MailRefusedException {
        new SesMailer(ses).send(mail());

        Map<String, String> form =
                Arrays.stream(request.get().split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(
                                Collectors.toMap(
                                        pair -> pair[0],
                                        pair ->
                                                URLDecoder.decode(
                                                        pair[1], StandardCharsets.UTF_8)));
        assertThat(form)
                .containsEntry("Action", "SendRawEmail")
                .containsEntry("Source", "shop@example.com")
                .containsEntry("Destinations.member.1", "a@example.com")
                .containsEntry("Destinations.member.2", "b@example.com");
        assertThat(Base64.getDecoder().decode(form.get("RawMessage.Data")))
                .isEqualTo(MimeMail.of(mail()));
    }

    @Test
    void aRefusalKeepsTheStatusAndNoAddress() {
        status = 400;

        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> new SesMailer(ses).send(mail()))
                .withMessage("SES answered 400");
    }

    @Test
    void anUnreachableSesIsARefusalToo() {
        server.stop(0);

        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> new SesMailer(ses).send(mail()))
                .withMessage("SES cannot be reached");
    }
}
