package io.cashbell.notification.delivery;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static io.cashbell.notification.NotificationFixtures.TRACEPARENT;
import static io.cashbell.notification.NotificationFixtures.id;
import static io.cashbell.notification.NotificationFixtures.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cashbell.notification.BuyerContact;
import io.cashbell.notification.DeliveryState;
import io.cashbell.notification.DeliveryState.Backstop;
import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Failed;
import io.cashbell.notification.DeliveryState.Sending;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.NotificationFixtures;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.Recipient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One mail, and what happens to it in fair and foul weather. */
@Timeout(30)
class DeliverNotificationTest {
    private final RememberedNotifications notifications = new RememberedNotifications();
    private final List<Mail> sent = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = NOON;
    private Mailer mailServer = sent::add;
    private Buyers buyers =
            order ->
                    new BuyerContact(
                            new Recipient("buyer@example.com"),
                            "ko",
                            URI.create("https://shop.example/result?order=" + order));
    private final DeliverNotification deliver =
            new DeliverNotification(
                    notifications,
                    new MailComposer(
                            PostRoom.TEMPLATES,
                            order -> buyers.contactOf(order),
                            new Addressees(PostRoom.ADMINISTRATORS, new AddresseeConfig(null)),
                            new RememberedDigests(),
                            new RememberedSuppressions(),
                            PostRoom.ADMINISTRATORS),
                    mail -> mailServer.send(mail),
                    new RememberedHook(),
                    new DeliveryCounts(meters),
                    () -> now,
                    new Random(1),
                    PostRoom.CONFIG);
    private final RetrySweep sweep =
            new RetrySweep(
                    notifications,
                    deliver,
                    new RememberedHook(),
                    () -> now,
                    new Random(1),
                    PostRoom.CONFIG);

    private static void refuse(Mail mail) throws MailRefusedException {
        throw new MailRefusedException("the mail server answered 451");
    }

    private DeliveryState state() {
        return notifications.find(id(1)).orElseThrow().state();
    }

    private void hear() {
        deliver.deliver(id(1), paid(), TRACEPARENT);
    }

    @Test
    @Tag("S2-36")
    void oneMailGoesToAllAdministratorsWithTwoWrites() {
        hear();

        assertThat(sent).hasSize(1);
        Mail mail = sent.getFirst();
        assertThat(mail.to())
                .containsExactly(new Recipient("a@example.com"), new Recipient("b@example.com"));
        assertThat(mail.messageId()).isEqualTo("<event1@example.com>");
        assertThat(mail.traceparent()).isEqualTo(TRACEPARENT);
        assertThat(mail.letter().subject()).isEqualTo("Order paid NT$1,200 · order1");
        assertThat(state()).isEqualTo(new Sent(NOON, 1));
        assertThat(notifications.writes).hasValue(2);
    }

    @Test
    void aBuyersMailGoesToTheBuyerAlone() {
        deliver.deliver(id(1), paid().as(Occasion.BUYER_PAID), TRACEPARENT);

        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().to()).containsExactly(new Recipient("buyer@example.com"));
        assertThat(sent.getFirst().letter().subject()).isEqualTo("결제가 확인되었습니다 NT$1,200 · order1");
        assertThat(state()).isEqualTo(new Sent(NOON, 1));
    }

    @Test
    void whileTheBuyersAddressIsNotToBeHadTheMailWaits() {
        Buyers known = buyers;
        buyers =
                _ -> {
                    throw new MailRefusedException("the order service does not answer");
                };
        deliver.deliver(id(1), paid().as(Occasion.BUYER_PAID), TRACEPARENT);
        assertThat(sent).isEmpty();
        assertThat(state()).isInstanceOf(Delayed.class);

        buyers = known;
        now = NOON.plusSeconds(60);
        assertThat(deliver.retry(id(1))).isEqualTo(Answer.TOOK);

        assertThat(sent).hasSize(1);
        assertThat(state()).isInstanceOf(Sent.class);
    }

    @Test
    void aCopyOfTheEventSendsNothing() {
        hear();
        hear();

        assertThat(sent).hasSize(1);
    }

    @Test
    void whileSomebodyElseIsSendingACopyIsLeftToTheSweep() throws InterruptedException {
        notifications.insert(NotificationFixtures.of(1, paid()));

        hear();
        assertThat(sent).isEmpty();
        assertThat(state()).isEqualTo(new Sending(NOON.plusSeconds(60), 1, Backstop.SWEEP));

        now = NOON.plusSeconds(59);
        sweep.sweep();
        assertThat(sent).isEmpty();

        now = NOON.plusSeconds(60);
        sweep.sweep();
        assertThat(sent).hasSize(1);
        assertThat(state()).isEqualTo(new Sent(now, 2));
    }

    @Test
    void afterACrashTheRedeliveryTakesOverWithTheSameMessageId() {
        notifications.insert(NotificationFixtures.of(1, paid()));
        now = NOON.plusSeconds(61);

        hear();

        assertThat(sent).singleElement().returns("<event1@example.com>", Mail::messageId);
        assertThat(sent.getFirst().date()).isEqualTo(NOON);
        assertThat(state()).isEqualTo(new Sent(now, 2));
    }

    @Test
    void whileTheMailServerIsDownTheEventIsAcknowledgedAndTheMailComesLater()
            throws InterruptedException {
        mailServer = DeliverNotificationTest::refuse;

        hear();

        assertThat(state()).isInstanceOf(Delayed.class);
        mailServer = sent::add;
        sweep.sweep();
        assertThat(sent).as("not before its time").isEmpty();

        now = ((Delayed) state()).nextTry();
        sweep.sweep();
        sweep.sweep();
        assertThat(sent).hasSize(1);
        assertThat(state()).isEqualTo(new Sent(now, 2));
    }

    @Test
    void aCopyOfTheEventDoesNotHurryADelayedMail() {
        mailServer = DeliverNotificationTest::refuse;
        hear();
        mailServer = sent::add;

        hear();

        assertThat(sent).isEmpty();
        assertThat(state()).isInstanceOf(Delayed.class);
    }

    @Test
    void tenMinutesWithoutAMailServerLoseNothing() throws InterruptedException {
        mailServer = DeliverNotificationTest::refuse;
        for (int i = 0; i < 250; i++) {
            deliver.deliver(id(i), paid(), null);
        }
        for (int second = 0; second < 600; second += 10) {
            now = NOON.plusSeconds(second);
            sweep.sweep();
        }
        mailServer =
                mail -> {
                    synchronized (sent) {
                        sent.add(mail);
                    }
                };
        for (int second = 600; second < 2_000; second += 10) {
            now = NOON.plusSeconds(second);
            sweep.sweep();
        }

        assertThat(sent.stream().map(mail -> mail.id().eventId()))
                .hasSize(250)
                .doesNotHaveDuplicates();
    }

    @Test
    void whileTheMailServerTakesNothingASweepTriesAHandfulOnly() throws InterruptedException {
        mailServer = DeliverNotificationTest::refuse;
        for (int i = 0; i < 100; i++) {
            deliver.deliver(id(i), paid(), null);
        }
        int before = notifications.writes.get();
        now = NOON.plusSeconds(60);

        sweep.sweep();

        assertThat(notifications.writes.get() - before)
                .as("a claim and a refusal each")
                .isEqualTo(16);
    }

    @Test
    void anOrderServiceThatIsDownKeepsNoMailOfTheAdministratorsWaiting()
            throws InterruptedException {
        buyers =
                _ -> {
                    throw new MailRefusedException("the order service does not answer");
                };
        for (int i = 0; i < 50; i++) {
            deliver.deliver(id(i), paid().as(Occasion.BUYER_PAID), TRACEPARENT);
        }
        mailServer = DeliverNotificationTest::refuse;
        deliver.deliver(id(100), paid(), TRACEPARENT);
        mailServer = sent::add;
        now = NOON.plusSeconds(60);

        sweep.sweep();

        assertThat(sent).singleElement().returns(id(100), Mail::id);
    }

    @Test
    void oneMailboxThatIsFullKeepsNoOtherMailWaiting() throws InterruptedException {
        mailServer =
                _ -> {
                    throw MailRefusedException.partly("b is full", new IOException());
                };
        for (int i = 0; i < 40; i++) {
            deliver.deliver(id(i), paid(), null);
        }
        int before = notifications.writes.get();
        now = NOON.plusSeconds(60);

        sweep.sweep();

        assertThat(notifications.writes.get() - before)
                .as("a claim and a refusal each")
                .isEqualTo(80);
    }

    @Test
    void afterADayItIsGivenUpForGood() throws InterruptedException {
        mailServer = DeliverNotificationTest::refuse;
        hear();
        now = NOON.plus(Duration.ofHours(24));

        sweep.sweep();
        assertThat(state()).isEqualTo(new Failed(now, 2, "the mail server answered 451"));

        mailServer = sent::add;
        now = now.plus(Duration.ofHours(1));
        sweep.sweep();
        hear();
        assertThat(sent).isEmpty();
        assertThat(meters.counter("notification.mails", "outcome", "failed").count()).isEqualTo(1);
    }

    @Test
    void aFaultOfOursDelaysTheMailToo() {
        mailServer =
                mail -> {
                    throw new IllegalStateException("bug");
                };

        hear();

        assertThat(state())
                .isInstanceOfSatisfying(
                        Delayed.class,
                        delayed -> assertThat(delayed.reason()).isEqualTo("IllegalStateException"));
    }

    @Test
    void whoHangsLongerThanHisLeaseStillReportsTheMailAsSent() {
        mailServer =
                mail -> {
                    sent.add(mail);
                    if (sent.size() == 1) {
                        // Meanwhile the lease runs out and a redelivery sends it again.
                        now = NOON.plusSeconds(61);
                        hear();
                    }
                };

        hear();

        assertThat(sent)
                .hasSize(2)
                .extracting(Mail::messageId)
                .containsOnly("<event1@example.com>");
        assertThat(state()).isEqualTo(new Sent(now, 2));
    }

    @Test
    void aRecordThatCannotBeWrittenLeavesTheEventInTheQueue() {
        mailServer = mail -> sent.add(mail);
        notifications.breakAfter(1);

        assertThatIllegalStateException().isThrownBy(this::hear);

        assertThat(sent).hasSize(1);
        assertThat(state()).isEqualTo(new Sending(NOON.plusSeconds(60), 1, Backstop.QUEUE));
    }
}
