package io.cashbell.order.admin.today;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.fakes.MutableClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class KeptTest {
    private final MutableClock clock = new MutableClock();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void whatIsFreshIsNotReadAgain() {
        Kept<Integer> kept = new Kept<>(reads::incrementAndGet, Duration.ofSeconds(30), clock);

        assertThat(kept.current()).isEqualTo(1);
        clock.pass(Duration.ofMillis(29_999));
        assertThat(kept.current()).isEqualTo(1);
        clock.pass(Duration.ofMillis(1));
        assertThat(kept.current()).isEqualTo(2);
    }

    @Test
    void oneReadsAndNobodyWaitsForIt() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(2);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Kept<Integer> kept =
                new Kept<>(
                        () -> {
                            int count = reads.incrementAndGet();
                            reading.countDown();
                            if (count == 2) {
                                awaitUnchecked(mayEnd);
                            }
                            return reads.get();
                        },
                        Duration.ofSeconds(30),
                        clock);
        assertThat(kept.current()).isEqualTo(1);
        clock.pass(Duration.ofMinutes(1));
        Thread reader = Thread.startVirtualThread(kept::current);
        reading.await();

        assertThat(kept.current()).isEqualTo(1);
        assertThat(reads).hasValue(2);

        mayEnd.countDown();
        reader.join();
        assertThat(kept.current()).isEqualTo(2);
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
