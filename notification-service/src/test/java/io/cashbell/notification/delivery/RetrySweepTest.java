package io.cashbell.notification.delivery;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static io.cashbell.notification.NotificationFixtures.id;
import static io.cashbell.notification.NotificationFixtures.paid;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationId;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop that everything delayed depends on. */
@Timeout(30)
class RetrySweepTest {
    private final PostRoom room = new PostRoom();
    private final RetrySweep sweep = sweep(Duration.ofMillis(200));

    private RetrySweep sweep(Duration lease) {
        return new RetrySweep(
                room.notifications,
                room.deliver,
                room.hook,
                () -> room.now,
                new Random(1),
                new DeliveryConfig(
                        lease,
                        Duration.ofMillis(20),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10),
                        Duration.ofHours(24),
                        8));
    }

    @BeforeEach
    void delayAMail() {
        room.closeTheMailServer();
        room.deliver.deliver(id(1), paid(), null);
        room.now = NOON.plusSeconds(60);
    }

    @Test
    void anAttemptThatHangsIsWaitedForNoLongerThanItsLease() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        room.mailServer =
                _ -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw new MailRefusedException("interrupted", e);
                    }
                };

        sweep.sweep();

        assertThat(interrupted.await(10, SECONDS)).isTrue();
    }

    @Test
    void anErrorEndsOneLookAndNotTheLoop() throws InterruptedException {
        BlockingQueue<Mail> sent = new LinkedBlockingQueue<>();
        room.mailServer = sent::add;
        room.notifications.breakNextLooks(4);

        sweep.start();

        assertThat(sent.poll(10, SECONDS)).isNotNull();
        sweep.stop();
    }

    @Test
    void whatCannotBeReadHidesNothingBehindIt() throws InterruptedException {
        for (int i = 0; i < 208; i++) {
            NotificationId broken = id(1_000 + i);
            room.deliver.deliver(broken, paid(), null);
            room.notifications.garble(broken);
        }
        room.deliver.deliver(id(2), paid(), null);
        room.openTheMailServer();
        room.now = room.now.plusSeconds(60);

        sweep.sweep();

        assertThat(room.state(id(2))).isEqualTo(new Sent(room.now, 2));
    }

    @Test
    void aProgramThatHangsHoldsUpNoMail() throws InterruptedException {
        BlockingQueue<Mail> sent = new LinkedBlockingQueue<>();
        room.hook.on = true;
        room.hook.fallBehind();
        for (int i = 0; i < 9; i++) {
            NotificationId hook = id(100 + i).toHook();
            room.notifications.insert(
                    new Notification(hook, paid(), room.now, null, new Planned(room.now)));
        }
        room.deliver.deliver(id(2), paid(), null);
        room.mailServer = sent::add;
        room.now = room.now.plusSeconds(60);
        RetrySweep patient = sweep(Duration.ofMinutes(1));

        patient.start();

        assertThat(sent.poll(10, SECONDS)).isNotNull();
        assertThat(sent.poll(10, SECONDS)).isNotNull();
        assertThat(room.hook.heard).isEmpty();
        room.hook.catchUp();
        patient.stop();
    }
}
