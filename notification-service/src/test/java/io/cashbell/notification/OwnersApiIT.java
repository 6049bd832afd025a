package io.cashbell.notification;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.FreePort;
import io.cashbell.local.process.Resources;
import io.cashbell.local.process.Service;
import io.cashbell.local.process.ServiceProcess;
import io.cashbell.local.process.ServiceProcess.Start;
import io.cashbell.notification.delivery.FakeMailServer;
import io.cashbell.notification.delivery.FakeMailServer.Mood;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the owner is told of mails over HTTP, and what becomes of it when they are sent again. */
@Timeout(180)
@Tag("S2-36")
@ExtendWith(BackendExtension.class)
class OwnersApiIT {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String MAILS = "/api/admin/notifications";

    private static ServiceProcess service;
    private static FakeMailServer mailServer;

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final QueueAndTable shop;

    OwnersApiIT(Resources resources) {
        this.shop = new QueueAndTable(resources);
    }

    @BeforeAll
    static void startService(Resources resources, @TempDir Path folder) throws IOException {
        mailServer = new FakeMailServer();
        service =
                ServiceProcess.start(
                        Start.of(Service.NOTIFICATION, folder.resolve("notification-service.log"))
                                .with(resources.environmentOf(Service.NOTIFICATION))
                                .with(
                                        Map.of(
                                                "ADMIN_API_TOKEN", TOKEN,
                                                "ADMIN_EMAILS", "anna@example.com,bo@example.org",
                                                "NOTIFICATION_LOCALE", "en",
                                                "NOTIFICATION_RETRY_FIRST", "1h",
                                                "NOTIFICATION_RETRY_LONGEST", "2h",
                                                "MESSAGING_LONG_POLL", "1s",
                                                "SMTP_HOST", "127.0.0.1",
                                                "SMTP_PORT", Integer.toString(mailServer.port())))
                                .on(FreePort.find()));
        service.awaitReady(Duration.ofSeconds(60));
    }

    @AfterAll
    static void stopService() throws IOException {
        service.close();
        mailServer.close();
    }

    @BeforeEach
    void start() {
        mailServer.forget();
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private void tell(String order, String state) {
        shop.tell(order);
        await("the mail", () -> shop.stateOf(order).equals(state));
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
            LockSupport.parkNanos(MILLISECONDS.toNanos(50));
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.header("Authorization", "Bearer " + TOKEN).build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(service.uri().resolve(path)).timeout(Duration.ofSeconds(60));
    }

    private JsonNode get(String path) throws IOException {
        HttpResponse<String> answer = send(to(path));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> resend(String id, String key) {
        return send(
                to(MAILS + "/" + id + "/resend")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.noBody()));
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> item.get("id").asText())
                .toList();
    }

    @Test
    void theMailsOfAnOrderAreToldWithMaskedAddresses() throws IOException {
        tell("told", "sent");

        JsonNode page = get(MAILS + "?orderId=told");

        assertThat(page.get("nextCursor").isNull()).isTrue();
        assertThat(ids(page)).containsExactly("told.etold");
        JsonNode mail = page.get("items").get(0);
        assertThat(mail.get("to").toString()).isEqualTo("[\"a…@example.com\",\"b…@example.org\"]");
        assertThat(mail.get("subject").asText()).isEqualTo("Order paid NT$1,200 · told");
        assertThat(mail.get("occasion").asText()).isEqualTo("payment-confirmed");
        assertThat(mail.get("channel").asText()).isEqualTo("mail");
        assertThat(mail.get("audience").asText()).isEqualTo("administrators");
        assertThat(mail.get("status").asText()).isEqualTo("sent");
        assertThat(mail.get("attempts").asInt()).isEqualTo(1);
        assertThat(mail.get("lastError").isNull()).isTrue();
        assertThat(mail.get("recordedAt").asText()).endsWith("Z");
        assertThat(mail.get("sentAt").asText()).endsWith("Z");
        assertThat(page.toString()).doesNotContain("anna@", "bo@");
        assertThat(ids(get(MAILS + "?orderId=told&status=failed"))).isEmpty();
    }

    @Test
    void aMailThatWaitsIsListedWithItsReasonAndSentNowByHand() throws IOException {
        mailServer.mood = Mood.BUSY;
        tell("waits", "delayed");
        JsonNode waiting = get(MAILS + "?status=waiting&limit=100");
        assertThat(ids(waiting)).contains("waits.ewaits");
        assertThat(get(MAILS + "?orderId=waits").get("items").get(0).get("lastError").asText())
                .isEqualTo("the mail server answered 451");

        mailServer.mood = Mood.WELL;
        HttpResponse<String> answer = resend("waits.ewaits", "first");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json.readTree(answer.body()).get("status").asText()).isEqualTo("sent");
        assertThat(mailServer.mails).hasSize(1);
        assertThat(ids(get(MAILS + "?status=waiting&limit=100"))).doesNotContain("waits.ewaits");
    }

    @Test
    void aKeyResendsOnce() throws IOException {
        tell("again", "sent");

        HttpResponse<String> first = resend("again.eagain", "key");
        HttpResponse<String> second = resend("again.eagain", "key");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(mailServer.mails)
                .hasSize(2)
                .allSatisfy(
                        mail -> assertThat(mail).contains("Message-ID: <eagain@example.com>\n"));
        assertThat(resend("again.other", "key").statusCode()).isEqualTo(422);
    }

    @Test
    void aBounceThatSesTellsEndsTheMailUntilTheOwnerLiftsIt() throws IOException {
        for (String address : List.of("anna@example.com", "bo@example.org")) {
            shop.tell(
                    """
                    {"notificationType": "Bounce", "mail": {}, "bounce": {"bounceType": "Permanent",
                     "bouncedRecipients": [{"emailAddress": "%s"}]}}
                    """
                            .formatted(address),
                    "NOTIFICATION_QUEUE_URL");
        }
        await("the notices", () -> shop.waiting("NOTIFICATION_QUEUE_URL") == 0);
        tell("bounced", "dropped");
        assertThat(mailServer.mails).isEmpty();
        assertThat(ids(get(MAILS + "?status=suppressed&limit=100"))).contains("bounced.ebounced");

        HttpResponse<String> lifted = lift("Anna@Example.com");

        assertThat(lifted.statusCode()).as(lifted.body()).isEqualTo(200);
        assertThat(lifted.body()).contains("\"A…@Example.com\"", "\"bounce\"");
        assertThat(lift("Anna@Example.com").body()).contains("address-not-suppressed");
        assertThat(lift("nobody").statusCode()).isEqualTo(400);
        assertThat(resend("bounced.ebounced", "lifted").body()).contains("\"sent\"");
        assertThat(mailServer.mails)
                .singleElement()
                .asString()
                .contains("To: anna@example.com\n")
                .doesNotContain("bo@example.org");
        assertThat(lift("bo@example.org").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> lift(String address) {
        return send(
                to("/api/admin/suppressions/lift")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"address\": \"" + address + "\"}")));
    }

    @Test
    void whatCannotBeAnsweredIsRefusedWithAReason() throws IOException, InterruptedException {
        Map<String, Integer> refused =
                Map.of(
                        MAILS + "?status=lost", 400,
                        MAILS + "?status=sent", 400,
                        MAILS + "?cursor=x", 400,
                        MAILS + "?limit=101", 400,
                        MAILS + "?orderId=a%20b", 400);
        refused.forEach(
                (path, status) -> {
                    HttpResponse<String> answer = send(to(path));
                    assertThat(answer.statusCode()).as(path).isEqualTo(status);
                    assertThat(answer.body()).contains("urn:cashbell:problem:invalid-request");
                });
        assertThat(resend("nobody.knows", "a").body()).contains("notification-not-found");
        assertThat(resend("nothing", "b").statusCode()).isEqualTo(404);
        assertThat(http.send(to(MAILS).build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }
}
