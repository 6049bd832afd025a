package io.cashbell.notification.delivery;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static io.cashbell.notification.NotificationFixtures.twd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.notification.DeliveryState.Backstop;
import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sending;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.DeliveryState.Why;
import io.cashbell.notification.News;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A buyer who has a number to pay with, and three days. */
@Timeout(30)
@Tag("S4-42")
class RemindersTest {
    private static final Instant DEADLINE = NOON.plus(Duration.ofDays(3));
    private static final Instant REMINDED = NOON.plus(Duration.ofDays(2));
    private static final NotificationId ID = new NotificationId("order1", "order1-reminder");

    private final PostRoom room = new PostRoom();
    private final Reminders reminders = room.reminders;

    private static News told(Instant at, String account, Instant until) {
        return new News(
                Occasion.BUYER_TRANSFER,
                at,
                "ecpay-atm",
                twd("1200"),
                null,
                null,
                List.of(),
                null,
                new Transfer("812", account, null, List.of(), until));
    }

    private void plan() {
        reminders.plan("order1", told(NOON, "9103522175887271", DEADLINE), null);
    }

    private void sweepAt(Instant time) throws InterruptedException {
        room.now = time;
        room.sweep.sweep();
    }

    @Test
    void theBuyerIsRemindedOnceADayBeforeTheDeadline() throws InterruptedException {
        plan();
        plan();
        assertThat(room.state(ID)).isEqualTo(new Planned(REMINDED));
        sweepAt(REMINDED.minusMillis(1));
        assertThat(room.sent).isEmpty();

        sweepAt(REMINDED);
        plan();
        sweepAt(REMINDED.plusSeconds(3_600));

        assertThat(room.sent)
                .singleElement()
                .satisfies(
                        mail -> {
                            assertThat(mail.to())
                                    .containsExactly(new Recipient("buyer@example.com"));
                            assertThat(mail.messageId()).isEqualTo("<order1-reminder@example.com>");
                            assertThat(mail.letter().subject())
                                    .isEqualTo("안내: 아직 결제되지 않은 주문입니다 NT$1,200 · order1");
                            assertThat(mail.letter().text()).contains("9103522175887271");
                        });
        assertThat(room.state(ID)).isEqualTo(new Sent(REMINDED, 1));
    }

    @Test
    void whoeverHasPaidIsNotReminded() throws InterruptedException {
        plan();
        reminders.overtake("order1");

        sweepAt(REMINDED);

        assertThat(room.sent).isEmpty();
        assertThat(room.state(ID)).isEqualTo(new Dropped(NOON, 0, Why.NOT_NEEDED));
    }

    @Test
    void thatItIsPaidMayBeToldFirst() throws InterruptedException {
        reminders.overtake("order1");
        reminders.overtake("order1");
        plan();

        sweepAt(REMINDED);

        assertThat(room.sent).isEmpty();
        assertThat(room.notifications.find(ID)).get().matches(Notification::isPlaceholder);
    }

    @Test
    void ofTwoNumbersTheLaterOneIsRemindedOfInWhateverOrderTheyAreTold()
            throws InterruptedException {
        Instant later = DEADLINE.plusSeconds(7_200);
        reminders.plan("order1", told(NOON.plusSeconds(60), "222", later), null);
        plan();
        assertThat(room.state(ID)).isEqualTo(new Planned(REMINDED.plusSeconds(7_200)));

        sweepAt(REMINDED.plusSeconds(7_200));
        assertThat(room.sent)
                .singleElement()
                .satisfies(mail -> assertThat(mail.letter().text()).contains("222"));
    }

    @Test
    void whoHasJustBeenToldIsNotReminded() {
        reminders.plan("order1", told(NOON, "1", NOON.plus(Duration.ofHours(24))), null);

        assertThat(room.notifications.find(ID)).isEmpty();
    }

    @Test
    void afterTheDeadlineNobodyIsReminded() throws InterruptedException {
        plan();
        sweepAt(DEADLINE);

        assertThat(room.sent).isEmpty();
        assertThat(room.state(ID)).isEqualTo(new Dropped(DEADLINE, 0, Why.NOT_NEEDED));
    }

    @Test
    void aReminderThatTheMailServerDidNotTakeIsNotSentAfterThePayment()
            throws InterruptedException {
        plan();
        room.closeTheMailServer();
        sweepAt(REMINDED);
        assertThat(room.state(ID)).isInstanceOf(Delayed.class);

        reminders.overtake("order1");
        room.openTheMailServer();
        sweepAt(REMINDED.plusSeconds(3_600));

        assertThat(room.sent).isEmpty();
        assertThat(room.state(ID)).isEqualTo(new Dropped(REMINDED, 1, Why.NOT_NEEDED));
    }

    @Test
    void aPaymentDuringTheHandOverEndsTheAttempts() throws InterruptedException {
        plan();
        room.mailServer =
                _ -> {
                    reminders.overtake("order1");
                    assertThat(room.state(ID))
                            .isEqualTo(new Sending(REMINDED.plusSeconds(60), 1, Backstop.NOBODY));
                    throw new MailRefusedException("the mail server answered 451");
                };
        sweepAt(REMINDED);
        room.openTheMailServer();
        sweepAt(REMINDED.plusSeconds(3_600));

        assertThat(room.sent).isEmpty();
        assertThat(room.state(ID)).isInstanceOf(Dropped.class);
    }

    @Test
    void aReminderWhoseSenderDiedAfterThePaymentIsDropped() throws InterruptedException {
        plan();
        Sending dead = new Sending(REMINDED.plusSeconds(60), 1, Backstop.SWEEP);
        room.notifications.replace(room.notifications.find(ID).orElseThrow(), dead);
        room.now = REMINDED;
        reminders.overtake("order1");

        sweepAt(REMINDED.plusSeconds(59));
        assertThat(room.state(ID))
                .isEqualTo(new Sending(REMINDED.plusSeconds(60), 1, Backstop.NOBODY));
        sweepAt(REMINDED.plusSeconds(60));

        assertThat(room.state(ID))
                .isEqualTo(new Dropped(REMINDED.plusSeconds(60), 1, Why.NOT_NEEDED));
        assertThat(room.sent).isEmpty();
    }

    @Test
    void whatIsNotNeededCannotBeResent() {
        plan();
        reminders.overtake("order1");

        assertThatThrownBy(
                        () ->
                                new ResendNotification(
                                                room.notifications, room.deliver, () -> room.now)
                                        .resend(ID, "owner"))
                .hasMessageContaining("not needed any more");
    }

    @Test
    void anOrdersIdOfAnyLengthGivesAnId() {
        assertThat(Reminders.id("o".repeat(64)).eventId()).hasSize(64).endsWith("-reminder");
    }
}
