package io.cashbell.notification;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.FreePort;
import io.cashbell.local.process.Resources;
import io.cashbell.local.process.Service;
import io.cashbell.local.process.ServiceProcess;
import io.cashbell.local.process.ServiceProcess.Start;
import io.cashbell.notification.delivery.FakeMailServer;
import io.cashbell.notification.delivery.FakeMailServer.Mood;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service as its jar runs it, between a real queue and table and a mail server that may fail.
 */
@Timeout(180)
@Tag("S2-36")
@ExtendWith(BackendExtension.class)
class NotificationIT {
    private static final Map<String, String> IMPATIENT =
            Map.ofEntries(
                    Map.entry("ADMIN_EMAILS", "a@example.com,b@example.com"),
                    Map.entry("MAIL_FROM", "shop@example.com"),
                    Map.entry("NOTIFICATION_LEASE", "4s"),
                    Map.entry("NOTIFICATION_RETRY_SWEEP", "1s"),
                    Map.entry("NOTIFICATION_RETRY_FIRST", "1s"),
                    Map.entry("NOTIFICATION_RETRY_LONGEST", "2s"),
                    Map.entry("MESSAGING_DELETE_PACE", "1s"),
                    Map.entry("MESSAGING_VISIBILITY", "6s"),
                    Map.entry("MESSAGING_RETRY_BASE", "100ms"),
                    Map.entry("MESSAGING_LONG_POLL", "1s"));

    @TempDir private static Path folder;
    private static ServiceProcess service;
    private static FakeMailServer mailServer;
    private final QueueAndTable shop;

    /** Where this test's part of the log begins. */
    private int logBegin;

    NotificationIT(Resources resources) {
        this.shop = new QueueAndTable(resources);
    }

    @BeforeAll
    static void startService(Resources resources) throws IOException {
        mailServer = new FakeMailServer();
        service =
                ServiceProcess.start(
                        Start.of(Service.NOTIFICATION, folder.resolve("notification-service.log"))
                                .with(resources.environmentOf(Service.NOTIFICATION))
                                .with(IMPATIENT)
                                .with(
                                        Map.of(
                                                "MAIL_TRANSPORT",
                                                "smtp",
                                                "SMTP_HOST",
                                                "127.0.0.1",
                                                "SMTP_PORT",
                                                Integer.toString(mailServer.port())))
                                .on(FreePort.find()));
    }

    @AfterAll
    static void stopService() throws IOException {
        service.close();
        mailServer.close();
    }

    /** The service runs on from test to test; where one ended it, it is there again. */
    @BeforeEach
    void start() throws IOException {
        mailServer.forget();
        if (!service.isAlive()) {
            service.restart();
        }
        service.awaitReady(Duration.ofSeconds(60));
        logBegin = wholeLog().length();
    }

    private static String wholeLog() throws IOException {
        return Files.readString(service.log());
    }

    private String log() {
        try {
            return wholeLog().substring(logBegin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
            LockSupport.parkNanos(MILLISECONDS.toNanos(50));
        }
    }

    private void awaitEmptyQueue() {
        await("the queue to be empty", () -> shop.waiting("NOTIFICATION_QUEUE_URL") == 0);
    }

    private boolean logSays(String text) {
        return log().contains(text);
    }

    private List<String> mailsAbout(String order) {
        return mailServer.mails.stream()
                .filter(mail -> mail.contains("X-Notification-Id: " + order))
                .toList();
    }

    @Test
    void manyCopiesOfAnEventGiveOneMailThatCarriesItsTrace() {
        for (int copy = 0; copy < 30; copy++) {
            shop.tell("copies");
        }
        awaitEmptyQueue();
        await("the mail", () -> shop.stateOf("copies").equals("sent"));

        assertThat(mailsAbout("copies"))
                .singleElement()
                .asString()
                .contains("Message-ID: <ecopies@example.com>\n")
                .contains("To: a@example.com,\n b@example.com\n")
                .contains("traceparent: 00-0af7651916cd43dd8448eb211c80319c-");
    }

    @Test
    void whileTheMailServerIsDownEventsAreAcknowledgedAndAllMailsComeLater() throws IOException {
        mailServer.close();
        List<String> orders = IntStream.range(0, 20).mapToObj(i -> "down" + i).toList();
        orders.forEach(shop::tell);
        await(
                "all to be recorded",
                () -> orders.stream().noneMatch(o -> shop.stateOf(o).isEmpty()));
        awaitEmptyQueue();
        assertThat(shop.waiting("NOTIFICATION_QUEUE_DEAD_LETTERS_URL")).isZero();
        assertThat(mailServer.mails).isEmpty();

        mailServer = new FakeMailServer(mailServer.port());
        await("the mails", () -> orders.stream().allMatch(o -> shop.stateOf(o).equals("sent")));

        assertThat(orders).allSatisfy(order -> assertThat(mailsAbout(order + ".")).hasSize(1));
    }

    @Test
    void aCrashBetweenRecordAndHandOverLosesNoMail() {
        mailServer.mood = Mood.SILENT;
        shop.tell("crash");
        await("the record", () -> shop.stateOf("crash").equals("sending"));

        service.kill();
        mailServer.mood = Mood.WELL;
        service.restart();
        service.awaitReady(Duration.ofSeconds(60));

        await("the mail", () -> shop.stateOf("crash").equals("sent"));
        awaitEmptyQueue();
        assertThat(mailsAbout("crash"))
                .singleElement()
                .asString()
                .contains("Message-ID: <ecrash@example.com>\n");
        assertThat(shop.waiting("NOTIFICATION_QUEUE_DEAD_LETTERS_URL")).isZero();
    }

    @Test
    void aStopFinishesWhatIsBeingHandedOver() {
        mailServer.mood = Mood.HOLDS;
        shop.tell("stop");
        await("the hand-over", () -> mailServer.held.get() == 1);

        Thread stop = Thread.ofVirtual().start(() -> service.stop(Duration.ofSeconds(30)));
        await("the stop to begin", () -> logSays("shutting down"));
        mailServer.release();
        await("the end", () -> !stop.isAlive());

        assertThat(shop.stateOf("stop")).isEqualTo("sent");
        assertThat(mailsAbout("stop")).hasSize(1);
    }

    @Test
    void aConnectionCutBeforeTheLastAnswerLeadsToACopyWithTheSameMessageId() {
        mailServer.mood = Mood.CUTS_BEFORE_250;
        shop.tell("cut");
        await("the record", () -> shop.stateOf("cut").equals("delayed"));
        mailServer.mood = Mood.WELL;

        await("the mail", () -> shop.stateOf("cut").equals("sent"));
        assertThat(mailsAbout("cut")).hasSize(1);
    }

    @Test
    void aPoisonousMessageGoesToTheDeadLettersAndTheGoodOnesGoOn() {
        String poison =
                """
                {"specversion": "1.0", "id": "poison", "source": "/x", "type": "payment.confirmed.v1",
                 "subject": "poison", "time": "2026-03-01T12:00:00Z", "sequence": "1", "data": {}}
                """;
        shop.tell(poison, "NOTIFICATION_QUEUE_URL");
        for (int i = 0; i < 20; i++) {
            shop.tell("good" + i);
        }

        await("the dead letter", () -> shop.waiting("NOTIFICATION_QUEUE_DEAD_LETTERS_URL") == 1);
        await("the good ones", () -> shop.stateOf("good19").equals("sent"));
        assertThat(shop.stateOf("poison")).isEmpty();
        shop.purge("NOTIFICATION_QUEUE_DEAD_LETTERS_URL");
    }

    @Test
    void noAddressIsInTheLog() throws IOException {
        mailServer.unknown = "a@example.com";
        shop.tell("log1");
        await("the mail", () -> shop.stateOf("log1").equals("sent"));
        mailServer.unknown = "@example.com";
        shop.tell("log2");
        await("the refusal", () -> shop.stateOf("log2").equals("delayed"));
        // Told once it is recorded.
        await("the log's word", () -> logSays("the mail server answered 550"));

        assertThat(log()).contains("Mail sent", "Mail delayed", "the mail server answered 550");
        assertThat(wholeLog()).doesNotContain("a@example.com", "b@example.com");

        // It is not to come in the middle of another test.
        mailServer.unknown = "";
        await("the mail", () -> shop.stateOf("log2").equals("sent"));
    }

    @Test
    void operatorsAreAnswered() throws IOException, InterruptedException {
        List<String> paths =
                List.of(
                        "/health",
                        "/health/liveness",
                        "/health/readiness",
                        "/prometheus",
                        "/openapi",
                        "/docs");
        for (String path : paths) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    /** Beans, threads and routes are nobody's business, and nobody stops the service from afar. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/beans",
                "/caches",
                "/env",
                "/heapdump",
                "/info",
                "/loggers",
                "/metrics",
                "/refresh",
                "/routes",
                "/stop",
                "/threaddump"
            })
    void whatTheFrameworkOffersBesidesIsNotThere(String path)
            throws IOException, InterruptedException {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void theApiDocumentIsValid() throws IOException, InterruptedException {
        assertThat(new OpenAPIV3Parser().readContents(get("/openapi").body()).getMessages())
                .isEmpty();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(service.uri().resolve(path)).build(),
                    BodyHandlers.ofString());
        }
    }
}
