package io.cashbell.notification.delivery;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static io.cashbell.notification.NotificationFixtures.TRACEPARENT;
import static io.cashbell.notification.NotificationFixtures.id;
import static io.cashbell.notification.NotificationFixtures.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Failed;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationFixtures;
import io.cashbell.notification.problem.NotificationProblem;
import io.cashbell.web.log.Unloggable;
import io.cashbell.web.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** The owner's button. */
@Timeout(30)
class ResendNotificationTest {
    private final PostRoom room = new PostRoom();
    private final ResendNotification resend =
            new ResendNotification(room.notifications, room.deliver, () -> room.now);

    private void hear() {
        room.deliver.deliver(id(1), paid(), TRACEPARENT);
    }

    private Notification resend() {
        return resend.resend(id(1), "owner");
    }

    @Test
    void aMailThatWasSentIsSentOnceMoreUnderTheSameMessageId() throws InterruptedException {
        hear();
        room.now = NOON.plus(Duration.ofDays(3));

        assertThat(resend().state()).isEqualTo(new Sent(room.now, 2));

        room.sweep.sweep();
        hear();
        assertThat(room.sent)
                .hasSize(2)
                .extracting(Mail::messageId)
                .containsOnly("<event1@example.com>");
    }

    @Test
    void whoAskedForItIsTracedInTheLogAndNotNamed() {
        hear();
        Logger logger = (Logger) LoggerFactory.getLogger(ResendNotification.class);
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        logger.addAppender(seen);
        try {
            resend.resend(id(1), "owner@shop.example");
        } finally {
            logger.detachAppender(seen);
        }

        assertThat(seen.list.getFirst().getKeyValuePairs())
                .contains(new KeyValuePair("who", Unloggable.trace("owner@shop.example")))
                .noneMatch(pair -> String.valueOf(pair.value).contains("@"));
    }

    @Test
    void aMailThatWasGivenUpIsSent() throws InterruptedException {
        room.closeTheMailServer();
        hear();
        room.now = NOON.plus(Duration.ofHours(24));
        room.sweep.sweep();
        assertThat(room.state(id(1))).isInstanceOf(Failed.class);

        room.openTheMailServer();
        assertThat(resend().state()).isEqualTo(new Sent(room.now, 3));
        assertThat(room.sent).hasSize(1);
    }

    @Test
    void aMailThatWaitsIsBroughtForward() {
        room.closeTheMailServer();
        hear();
        room.openTheMailServer();

        assertThat(resend().state()).isEqualTo(new Sent(NOON, 2));
        assertThat(room.sent).hasSize(1);
    }

    @Test
    void whileTheMailServerIsDownItSaysSoAndTheMailWaits() throws InterruptedException {
        hear();
        room.closeTheMailServer();

        assertThat(resend().state())
                .isInstanceOfSatisfying(
                        Delayed.class,
                        delayed ->
                                assertThat(delayed.reason())
                                        .isEqualTo("the mail server answered 451"));

        room.openTheMailServer();
        room.now = NOON.plus(Duration.ofHours(1));
        room.sweep.sweep();
        assertThat(room.sent).hasSize(2);
    }

    @Test
    void aMailInSomebodysHandsIsLeftThere() {
        room.notifications.insert(NotificationFixtures.of(1, paid()));

        assertThatThrownBy(this::resend)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal ->
                                assertThat(refusal.type())
                                        .isEqualTo(NotificationProblem.NOT_RESENDABLE))
                .hasMessageContaining("right now");
        assertThat(room.sent).isEmpty();
    }

    @Test
    void aMailWhoseHolderDiedIsTakenOver() {
        room.notifications.insert(NotificationFixtures.of(1, paid()));
        room.now = NOON.plusSeconds(61);

        assertThat(resend().state()).isEqualTo(new Sent(room.now, 2));
    }

    @Test
    void aMailThatNobodyKnowsIsRefused() {
        assertThatThrownBy(this::resend)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal ->
                                assertThat(refusal.type())
                                        .isEqualTo(NotificationProblem.NOTIFICATION_NOT_FOUND));
    }
}
