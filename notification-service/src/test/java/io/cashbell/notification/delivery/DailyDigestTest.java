package io.cashbell.notification.delivery;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static io.cashbell.notification.NotificationFixtures.id;
import static io.cashbell.notification.NotificationFixtures.twd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.DeliveryState.Why;
import io.cashbell.notification.Digests;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.Recipient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Quiet news at eight in the evening of Taipei, told at eight in the morning. */
@Timeout(30)
@Tag("S2-36")
class DailyDigestTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final Instant CLOSES = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant TOLD = CLOSES.plus(DailyDigest.GRACE);

    private final PostRoom room = new PostRoom();
    private final DailyDigest digest = room.digest();

    private static News expired(String reason) {
        return new News(
                Occasion.PAYMENT_EXPIRED, NOON, "ecpay-atm", twd("1200"), reason, null, List.of());
    }

    private void sweepAt(Instant time) throws InterruptedException {
        room.now = time;
        room.sweep.sweep();
    }

    @Test
    void aDaysQuietNewsAreOneMail() throws InterruptedException {
        digest.gather(id(1), expired("nobody paid"));
        digest.gather(id(2), expired("nobody paid"));
        digest.gather(id(2), expired("nobody paid"));
        sweepAt(TOLD.minusMillis(1));
        assertThat(room.sent).isEmpty();
        assertThat(room.state(DailyDigest.id(DAY))).isEqualTo(new Planned(TOLD));

        sweepAt(TOLD);
        sweepAt(TOLD.plusSeconds(60));

        assertThat(room.sent)
                .singleElement()
                .satisfies(
                        mail -> {
                            assertThat(mail.messageId())
                                    .isEqualTo("<digest-2026-03-02@example.com>");
                            assertThat(mail.to())
                                    .containsExactly(
                                            new Recipient("a@example.com"),
                                            new Recipient("b@example.com"));
                            assertThat(mail.letter().subject())
                                    .isEqualTo("Daily digest 2026-03-02 · 2");
                            assertThat(mail.letter().text())
                                    .isEqualTo(
                                            """
                                            Daily digest 2026-03-02

                                            What happened since the last digest and nobody had to know at once.

                                            News: 2

                                            The time to pay is over × 2
                                            03-01 20:00: NT$1,200 · nobody paid · order1
                                            03-01 20:00: NT$1,200 · nobody paid · order2

                                            Open the console
                                            http://localhost:8081/admin

                                            --\s
                                            This is an automatic notice of the shop to its administrators.
                                            """);
                            assertThat(mail.letter().html()).contains("order1", "NT$1,200");
                        });
        assertThat(room.state(DailyDigest.id(DAY))).isEqualTo(new Sent(TOLD, 1));
    }

    @Test
    void severalInstancesTellADayOnce() throws InterruptedException {
        for (int instance = 0; instance < 4; instance++) {
            DailyDigest own = room.digest();
            own.gather(id(instance), expired("x"));
            own.gather(id(instance + 10), expired("x"));
        }

        sweepAt(TOLD);
        sweepAt(TOLD.plusSeconds(3_600));

        assertThat(room.sent)
                .singleElement()
                .satisfies(mail -> assertThat(mail.letter().subject()).endsWith(" · 8"));
    }

    @Test
    void whatHappensAfterTheHourIsToldOnTheNextDay() throws InterruptedException {
        room.now = CLOSES.minusMillis(1);
        digest.gather(id(1), expired("in time"));
        room.now = CLOSES;
        digest.gather(id(2), expired("too late"));

        sweepAt(TOLD);
        assertThat(room.sent)
                .singleElement()
                .satisfies(
                        mail ->
                                assertThat(mail.letter().text())
                                        .contains("in time")
                                        .doesNotContain("too late"));

        sweepAt(TOLD.plusSeconds(24 * 3_600));
        assertThat(room.sent).hasSize(2);
        assertThat(room.sent.getLast().messageId()).isEqualTo("<digest-2026-03-03@example.com>");
    }

    @Test
    void whenTheHourIsMovedWhatHappensAfterTheOldOneIsToldOnTheNextDay()
            throws InterruptedException {
        digest.gather(id(1), expired("before"));
        DailyDigest evening = room.digestAt(20);
        room.now = CLOSES.minusSeconds(60);
        evening.gather(id(2), expired("still before"));
        room.now = CLOSES;
        evening.gather(id(3), expired("while it is due"));
        sweepAt(TOLD);
        evening.gather(id(4), expired("after"));

        assertThat(room.sent).hasSize(1);
        assertThat(room.sent.getFirst().letter().subject()).endsWith(" · 2");
        sweepAt(TOLD.plusSeconds(36 * 3_600));
        assertThat(room.sent).hasSize(2);
        assertThat(room.sent.getLast().letter().text()).contains("while it is due", "after");
    }

    @Test
    void whatHappensWhileTheDigestIsSentEarlyIsToldOnTheNextDay() throws InterruptedException {
        digest.gather(id(1), expired("before"));
        ResendNotification resend =
                new ResendNotification(room.notifications, room.deliver, () -> room.now);
        Digests slow =
                new Digests() {
                    @Override
                    public void keep(LocalDate day, Entry entry) {
                        if (day.equals(DAY)) {
                            resend.resend(DailyDigest.id(DAY), "owner");
                        }
                        room.digests.keep(day, entry);
                    }

                    @Override
                    public List<Entry> of(LocalDate day, int most) {
                        return room.digests.of(day, most);
                    }
                };
        new DailyDigest(
                        room.notifications,
                        slow,
                        () -> room.now,
                        new DigestConfig("payment-expired", 8, "Asia/Taipei"))
                .gather(id(2), expired("meanwhile"));

        assertThat(room.sent)
                .singleElement()
                .satisfies(
                        mail ->
                                assertThat(mail.letter().text())
                                        .contains("before")
                                        .doesNotContain("meanwhile"));
        sweepAt(TOLD.plusSeconds(24 * 3_600));
        assertThat(room.sent).hasSize(2);
        assertThat(room.sent.getLast().letter().text()).contains("meanwhile");
    }

    @Test
    void whatHappensAfterTheOwnerAskedForTheDigestIsToldOnTheNextDay() throws InterruptedException {
        digest.gather(id(1), expired("before"));
        new ResendNotification(room.notifications, room.deliver, () -> room.now)
                .resend(DailyDigest.id(DAY), "owner");
        assertThat(room.sent).hasSize(1);

        digest.gather(id(2), expired("after"));

        sweepAt(TOLD.plusSeconds(24 * 3_600));
        assertThat(room.sent).hasSize(2);
        assertThat(room.sent.getLast().letter().text()).contains("after").doesNotContain("before");
    }

    @Test
    void aMailServerThatIsDownGetsTheDigestLaterHoweverLongAgoItWasPlanned()
            throws InterruptedException {
        room.now = CLOSES.minusSeconds(24 * 3_600);
        digest.gather(id(1), expired("x"));
        room.closeTheMailServer();
        sweepAt(TOLD);
        room.openTheMailServer();

        sweepAt(TOLD.plusSeconds(3_600));

        assertThat(room.sent).hasSize(1);
    }

    @Test
    void whoDiedBeforeAnythingWasKeptCausesNoEmptyMail() throws InterruptedException {
        digest.gather(id(1), expired("x"));
        PostRoom forgetful = new PostRoom();
        forgetful.notifications.insert(room.notifications.find(DailyDigest.id(DAY)).orElseThrow());

        forgetful.now = TOLD;
        forgetful.sweep.sweep();

        assertThat(forgetful.sent).isEmpty();
        assertThat(forgetful.state(DailyDigest.id(DAY)))
                .isEqualTo(new Dropped(TOLD, 1, Why.NOT_NEEDED));
    }

    @Test
    @Tag("S2-27")
    void wordsOfOthersAreNeverMoreThanText() throws InterruptedException {
        digest.gather(id(1), expired("<script>x</script>\r\nBcc: thief@example.com"));

        sweepAt(TOLD);

        assertThat(room.sent.getFirst().letter().html()).doesNotContain("<script", "thief@example");
        assertThat(room.sent.getFirst().letter().text().lines())
                .noneMatch(line -> line.startsWith("Bcc:"));
    }

    @Test
    void manyNewsAreCountedRatherThanWritten() throws InterruptedException {
        for (int i = 0; i < 250; i++) {
            digest.gather(id(i), expired("x"));
        }

        sweepAt(TOLD);

        assertThat(room.sent.getFirst().letter().text())
                .contains("News: 250\n", "More, in the console: 50\n");
    }

    @Test
    void buyersMailsAreNotGathered() {
        assertThat(digest.gathers(Occasion.PAYMENT_EXPIRED)).isTrue();
        assertThat(digest.gathers(Occasion.PAYMENT_DISPUTED)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DigestConfig.parse("day-closed, buyer-paid"))
                .withMessage("buyer-paid is no mail to administrators that could be gathered");
    }
}
