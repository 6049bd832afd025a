package io.cashbell.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cashbell.notification.NotificationFixtures;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.delivery.FakeMailServer.Mood;
import io.cashbell.notification.template.Letter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class SmtpMailerTest {
    private static final List<Recipient> ADMINISTRATORS =
            List.of(new Recipient("a@example.com"), new Recipient("b@example.com"));

    private final AtomicReference<Instant> now = new AtomicReference<>(NotificationFixtures.NOON);
    private final InstantSource clock = now::get;
    private FakeMailServer server;
    private SmtpMailer mailer;

    @BeforeEach
    void start() throws IOException {
        server = new FakeMailServer();
        mailer = mailer(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        mailer.close();
        server.close();
    }

    private SmtpMailer mailer(int port) {
        return new SmtpMailer(
                new SmtpConfig(
                        "127.0.0.1",
                        port,
                        null,
                        null,
                        3,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(500),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5)),
                new MailConfig("smtp", "shop@example.com", "a@example.com"),
                clock);
    }

    private static Mail mail(int number) {
        return new Mail(
                NotificationFixtures.id(number),
                NotificationFixtures.NOON,
                new Recipient("shop@example.com"),
                ADMINISTRATORS,
                new Letter("paid", ".\ntext\n", "<p>html</p>"),
                null);
    }

    @Test
    void mailsOneAfterTheOtherShareAConnection() throws MailRefusedException {
        for (int i = 0; i < 10; i++) {
            mailer.send(mail(i));
        }

        assertThat(server.mails)
                .hasSize(10)
                .allMatch(mail -> mail.contains("To: a@example.com,\n b@example.com\n"));
        assertThat(server.mails.get(9)).contains("Message-ID: <event9@example.com>");
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void thereAreNeverMoreConnectionsThanAllowed() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int number = i;
                sending.add(
                        threads.submit(
                                () -> {
                                    mailer.send(mail(number));
                                    return null;
                                }));
            }
            for (Future<?> one : sending) {
                one.get();
            }
        }

        assertThat(server.mails).hasSize(200);
        assertThat(server.mostOpen.get()).isBetween(1, 3);
    }

    @Test
    void aConnectionThatTheServerHasClosedIsReplaced() throws MailRefusedException, IOException {
        mailer.send(mail(1));
        server.cutAll();
        now.set(now.get().plusSeconds(2));

        mailer.send(mail(2));

        assertThat(server.mails).hasSize(2);
        assertThat(server.connections).hasValue(2);
    }

    @Test
    void anUnusedConnectionIsClosed() throws MailRefusedException {
        mailer.send(mail(1));
        now.set(now.get().plusSeconds(21));

        mailer.closeIdle();
        mailer.send(mail(2));

        assertThat(server.connections).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, the mail server answered 451",
        "HOSTILE, the mail server answered 554",
        "SILENT, the mail server did not answer in time",
        "CUTS_BEFORE_250, the conversation with the mail server broke off"
    })
    void whatTheServerDoesNotTakeIsRefusedAndTakenLater(Mood mood, String reason)
            throws MailRefusedException {
        mailer.send(mail(0));
        server.mood = mood;

        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> mailer.send(mail(1)))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));

        server.mood = Mood.WELL;
        now.set(now.get().plusSeconds(6));
        mailer.send(mail(1));
        assertThat(server.mails).hasSize(2);
    }

    @Test
    void whileTheServerIsDownNobodyWaitsForIt() throws IOException, MailRefusedException {
        int port = server.port();
        server.close();

        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> mailer.send(mail(1)))
                .withMessage("the mail server cannot be reached");
        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> mailer.send(mail(1)))
                .withMessage("the mail server could not be reached a moment ago");

        server = new FakeMailServer(port);
        now.set(now.get().plusSeconds(6));
        mailer.send(mail(1));
        assertThat(server.mails).hasSize(1);
    }

    @Test
    void oneUnknownAdministratorDoesNotSilenceTheOthers() throws MailRefusedException {
        server.unknown = "b@example.com";

        mailer.send(mail(1));
        mailer.send(mail(2));

        assertThat(server.mails).hasSize(2);
    }

    @Test
    void anAdministratorWhoIsPutOffGetsTheMailLaterAndNobodyElseAgain()
            throws MailRefusedException {
        server.full = "b@example.com";
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(MailRefusedException.class)
                    .isThrownBy(() -> mailer.send(mail(1)))
                    .withMessage("the mail server put off some of the addresses")
                    .satisfies(refusal -> assertThat(refusal.isPartial()).isTrue());
        }

        server.full = "";
        mailer.send(mail(1));

        assertThat(server.envelopes)
                .containsExactly(List.of("a@example.com"), List.of("b@example.com"));
    }

    @Test
    void whoIsPutOffAndThenUnknownEndsTheMail() throws MailRefusedException {
        server.full = "b@example.com";
        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> mailer.send(mail(1)));
        server.full = "";
        server.unknown = "b@example.com";

        mailer.send(mail(1));

        assertThat(server.envelopes).containsExactly(List.of("a@example.com"));
    }

    @Test
    void whatWasSentToAllIsSentToAllAgain() throws MailRefusedException {
        server.full = "b@example.com";
        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> mailer.send(mail(1)));
        server.full = "";
        mailer.send(mail(1));

        mailer.send(mail(1));

        assertThat(server.envelopes.getLast()).containsExactly("a@example.com", "b@example.com");
    }

    @Test
    void ifNoAdministratorIsKnownItIsRefusedWithoutNamingAnybody() {
        server.unknown = "@example.com";

        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> mailer.send(mail(1)))
                .withMessage("the mail server answered 550");
    }

    @Test
    void aWholeMailHasOneTimeLimit() {
        server.mood = Mood.SILENT;
        SmtpMailer patient =
                new SmtpMailer(
                        new SmtpConfig(
                                "127.0.0.1",
                                server.port(),
                                null,
                                null,
                                1,
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(20),
                                Duration.ofMillis(300),
                                Duration.ofSeconds(5)),
                        new MailConfig("smtp", "shop@example.com", "a@example.com"),
                        clock);

        assertThatExceptionOfType(MailRefusedException.class)
                .isThrownBy(() -> patient.send(mail(1)))
                .withMessage("the mail server took too long");
        patient.close();
    }
}
