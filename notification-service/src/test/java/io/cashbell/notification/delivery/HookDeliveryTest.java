package io.cashbell.notification.delivery;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static io.cashbell.notification.NotificationFixtures.id;
import static io.cashbell.notification.NotificationFixtures.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Failed;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.NotificationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** News to the shop's program, as it answers or does not. */
@Timeout(30)
class HookDeliveryTest {
    private static final NotificationId HOOK = id(1).toHook();

    private final PostRoom room = new PostRoom();

    private void hear() {
        room.deliver.deliver(HOOK, paid(), null);
    }

    /** Lets the program refuse until we give up; returns the gaps between the attempts. */
    private List<Duration> exhaust() throws InterruptedException {
        room.hook.answers = false;
        hear();
        List<Duration> after = new ArrayList<>();
        while (room.state(HOOK) instanceof Delayed(Instant nextTry, _, var reason)) {
            assertThat(reason).isEqualTo("the webhook answered 500");
            after.add(Duration.between(room.now, nextTry));
            room.now = nextTry;
            room.sweep.sweep();
        }
        return after;
    }

    @Test
    void newsGoToTheProgramAndNotIntoTheMail() {
        hear();
        hear();

        assertThat(room.hook.heard)
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(HOOK));
        assertThat(room.sent).isEmpty();
        assertThat(room.state(HOOK)).isEqualTo(new Sent(NOON, 1));
    }

    @Test
    void aProgramThatDoesNotAnswerIsTriedByTheTableForADayAndThenGivenUp()
            throws InterruptedException {
        List<Duration> after = exhaust();

        assertThat(after).isEqualTo(WebhookSchedule.GAPS);
        assertThat(room.now).isEqualTo(NOON.plus(Duration.ofHours(24)));
        assertThat(room.state(HOOK)).isEqualTo(new Failed(room.now, 8, "the webhook answered 500"));
    }

    @Test
    void aGivenUpOneIsPostedAgainByHand() throws InterruptedException {
        exhaust();
        room.hook.answers = true;

        new ResendNotification(room.notifications, room.deliver, () -> room.now)
                .resend(HOOK, "owner");

        assertThat(room.state(HOOK)).isEqualTo(new Sent(room.now, 9));
        assertThat(room.hook.heard).hasSize(1);
    }

    @Test
    void whatFindsNoPlaceIsToldByTheNextSweep() throws InterruptedException {
        room.hook.fallBehind();
        for (int i = 0; i <= HookDelivery.PLACES; i++) {
            room.hooks.tell(id(i).toHook(), paid(), null);
        }
        NotificationId last = id(HookDelivery.PLACES).toHook();
        room.hook.catchUp();
        room.closeTheHooks();
        assertThat(room.hook.heard).hasSize(HookDelivery.PLACES);
        assertThat(room.state(last)).isEqualTo(new Planned(NOON));

        room.sweep.sweep();

        assertThat(room.state(last)).isEqualTo(new Sent(NOON, 1));
    }

    @Test
    void whatIsHeardWhileWeStopIsRecordedForTheSweep() throws InterruptedException {
        room.closeTheHooks();

        room.hooks.tell(HOOK, paid(), null);

        assertThat(room.state(HOOK)).isEqualTo(new Planned(NOON));
    }

    @Test
    void sameNewsAreToldOnce() throws InterruptedException {
        room.hooks.tell(HOOK, paid(), null);
        room.hooks.tell(HOOK, paid(), null);
        room.closeTheHooks();

        assertThat(room.hook.heard).hasSize(1);
        assertThat(room.state(HOOK)).isEqualTo(new Sent(NOON, 1));
    }

    @Test
    void aProgramThatIsDownKeepsNoMailWaiting() throws InterruptedException {
        room.hook.answers = false;
        room.closeTheMailServer();
        for (int i = 0; i < 40; i++) {
            room.deliver.deliver(id(i).toHook(), paid(), null);
        }
        room.deliver.deliver(id(100), paid(), null);
        room.openTheMailServer();
        room.now = NOON.plusSeconds(3_600);

        room.sweep.sweep();

        assertThat(room.sent).hasSize(1);
    }
}
