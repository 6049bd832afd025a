package io.cashbell.payment.callback;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pause before a gateway that could not be called is called once more. */
@Singleton
class ApprovalPause {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(4);

    /**
     * @param tries how many there were so far, from 1
     */
    void await(int tries) throws InterruptedException {
        long most = Math.min(FIRST.toMillis() << Math.min(tries - 1, 10), LONGEST.toMillis());
        Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }
}
