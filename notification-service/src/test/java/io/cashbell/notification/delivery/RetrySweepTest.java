package io.cashbell.notification.delivery;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static io.cashbell.notification.NotificationFixtures.id;
import static io.cashbell.notification.NotificationFixtures.paid;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

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
    private final RetrySweep sweep =
            new RetrySweep(
                    room.notifications,
                    room.deliver,
                    () -> room.now,
                    new Random(1),
                    new DeliveryConfig(
                            Duration.ofMillis(200),
                            Duration.ofMillis(20),
                            Duration.ofSeconds(10),
                            Duration.ofMinutes(10),
                            Duration.ofHours(24),
                            8));

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
        room.notifications.breakNextLook();

        sweep.start();

        assertThat(sent.poll(10, SECONDS)).isNotNull();
        sweep.stop();
    }
}
