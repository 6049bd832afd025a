package io.cashbell.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatcherTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final BlockingQueue<List<Integer>> sent = new LinkedBlockingQueue<>();

    private Batcher<Integer> batcher(Duration pace) {
        return new Batcher<>("test", 10, 1, 1000, pace, LONG, sent::add);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theFirstGoesAtOnceHoweverSlowThePace() throws InterruptedException {
        try (Batcher<Integer> batcher = batcher(Duration.ofMinutes(1))) {
            batcher.offer(1);
            assertThat(sent.poll(10, TimeUnit.SECONDS)).containsExactly(1);
        }
    }

    @Test
    void whatComesInAStreamSharesBatches() throws InterruptedException {
        try (Batcher<Integer> batcher = batcher(Duration.ofMinutes(1))) {
            batcher.offer(0);
            assertThat(sent.poll(10, TimeUnit.SECONDS)).containsExactly(0);
            IntStream.rangeClosed(1, 10).forEach(batcher::offer);
            assertThat(sent.poll(10, TimeUnit.SECONDS)).hasSize(10);
        }
    }

    @Test
    void closingSendsWhatWaits() {
        Batcher<Integer> batcher = batcher(Duration.ofMinutes(1));
        IntStream.range(0, 25).forEach(batcher::offer);
        batcher.close();
        assertThat(sent.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 25).boxed().toList());
    }

    @Test
    void closingGivesUpWhenItsTimeIsOver() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Batcher<Integer> batcher =
                new Batcher<>(
                        "test",
                        1,
                        1,
                        10,
                        Duration.ZERO,
                        Duration.ofMillis(100),
                        batch -> {
                            busy.countDown();
                            waitFor(go);
                            sent.add(batch);
                        });
        try {
            IntStream.range(0, 5).forEach(batcher::offer);
            busy.await();
            Thread closing = Thread.ofVirtual().start(batcher::close);
            assertThat(closing.join(LONG)).isTrue();
            assertThat(sent).isEmpty();
        } finally {
            go.countDown();
        }
        assertThat(sent.poll(10, TimeUnit.SECONDS)).containsExactly(0);
    }

    @Test
    void afterClosingNothingIsTaken() {
        Batcher<Integer> batcher = batcher(Duration.ZERO);
        batcher.close();
        assertThat(batcher.offer(1)).isFalse();
    }

    @Test
    void tooMuchIsRefusedRatherThanKept() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Batcher<Integer> batcher =
                new Batcher<>(
                        "test",
                        1,
                        1,
                        2,
                        Duration.ZERO,
                        LONG,
                        batch -> {
                            busy.countDown();
                            waitFor(go);
                        })) {
            batcher.offer(0);
            busy.await();
            // One is under way, one waits for it outside the queue, two fit into the queue.
            long taken = IntStream.range(1, 100).filter(batcher::offer).count();
            assertThat(taken).isBetween(2L, 3L);
            go.countDown();
        }
    }

    @Test
    void aBatchThatFailsDoesNotStopTheNext() throws InterruptedException {
        try (Batcher<Integer> batcher =
                new Batcher<>(
                        "test",
                        1,
                        1,
                        10,
                        Duration.ZERO,
                        LONG,
                        batch -> {
                            if (batch.contains(1)) {
                                throw new IllegalStateException("broken on purpose");
                            }
                            sent.add(batch);
                        })) {
            batcher.offer(1);
            batcher.offer(2);
            assertThat(sent.poll(10, TimeUnit.SECONDS)).containsExactly(2);
        }
    }

    @Test
    void aBatchThatGetsNoThreadIsSentEvenSoAndTheNextOnesToo() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        ThreadFactory threads =
                task -> {
                    if (begun.getAndIncrement() == 0) {
                        throw new OutOfMemoryError("no thread, on purpose");
                    }
                    return Thread.ofVirtual().unstarted(task);
                };
        try (Batcher<Integer> batcher =
                new Batcher<>("test", 1, 1, 10, Duration.ZERO, LONG, sent::add, threads)) {
            batcher.offer(1);
            batcher.offer(2);
            assertThat(sent.poll(10, TimeUnit.SECONDS)).containsExactly(1);
            assertThat(sent.poll(10, TimeUnit.SECONDS)).containsExactly(2);
        }
    }

    @Test
    void anActionThatEndsInAnErrorWithoutAThreadOfItsOwnDoesNotStopTheNext()
            throws InterruptedException {
        ThreadFactory none =
                _ -> {
                    throw new OutOfMemoryError("no thread, on purpose");
                };
        try (Batcher<Integer> batcher =
                new Batcher<>(
                        "test",
                        1,
                        1,
                        10,
                        Duration.ZERO,
                        LONG,
                        batch -> {
                            if (batch.contains(1)) {
                                throw new NoClassDefFoundError("broken on purpose");
                            }
                            sent.add(batch);
                        },
                        none)) {
            batcher.offer(1);
            batcher.offer(2);
            assertThat(sent.poll(10, TimeUnit.SECONDS)).containsExactly(2);
        }
    }
}
