package io.cashbell.local.gateway.kakaopay;

import io.cashbell.local.gateway.CallbackSender;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.SandboxTimer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes to the shop where a buyer's browser would have gone. A browser does not try again, so
 * neither is a visit repeated; one that was not made when the sandbox ended is made at its next
 * start.
 */
final class Visits implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Visits.class);

    /** Longer than any shop waits for KakaoPay while the buyer waits for the shop. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int LONGEST_KEPT = 1000;

    /**
     * How the buyer comes back.
     *
     * @param copies 0: never; 2: pressed the button twice
     */
    record Return(int copies, Duration delay) {
        private static final int MOST_COPIES = 1000;
        private static final Duration LONGEST_DELAY = Duration.ofHours(1);

        Return {
            if (copies < 0 || copies > MOST_COPIES) {
                throw new IllegalArgumentException("callbacks must be 0 to " + MOST_COPIES);
            }
            if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
                throw new IllegalArgumentException(
                        "delayMillis must be 0 to " + LONGEST_DELAY.toMillis());
            }
        }
    }

    private final Ledger ledger;
    private final CallbackSender sender;
    private final SandboxClock clock;
    private final SandboxTimer timer;
    private volatile boolean closed;

    Visits(Ledger ledger, CallbackSender sender, SandboxClock clock) {
        this.ledger = ledger;
        this.sender = sender;
        this.clock = clock;
        timer = new SandboxTimer(clock, "kakaopay-visits");
        ledger.visitsToMake().forEach(this::arrange);
    }

    /** The buyer comes back so often, after so long. */
    void plan(Payment payment, String url, Return back) {
        long due = clock.instant().plus(back.delay()).toEpochMilli();
        List<Entry.Planned> planned =
                IntStream.range(0, back.copies())
                        .mapToObj(
                                _ ->
                                        new Entry.Planned(
                                                payment.tid(),
                                                UUID.randomUUID().toString(),
                                                url,
                                                due))
                        .toList();
        ledger.plan(planned);
        planned.forEach(entry -> arrange(Visit.of(entry)));
    }

    @Override
    public void close() {
        closed = true;
        timer.close();
    }

    private void arrange(Visit visit) {
        timer.at(visit.due(), () -> make(visit));
    }

    private void make(Visit visit) {
        try {
            var begun = clock.instant();
            var answer = sender.visit(URI.create(visit.url()), PATIENCE);
            if (closed) {
                return;
            }
            ledger.made(
                    new Entry.Made(
                            visit.id(),
                            begun.toEpochMilli(),
                            answer.status(),
                            kept(answer.body()),
                            answer.error(),
                            answer.millis()));
            log.atDebug().addKeyValue("tid", visit.tid()).log("The buyer went to the shop");
        } catch (InterruptedException _) {
            // The sandbox is closing; the visit is made at the next start.
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            // So it is when the journal was closed in between.
            if (!closed) {
                throw e;
            }
        }
    }

    /** The beginning of a page tells which it is. */
    private static String kept(String body) {
        return body.length() <= LONGEST_KEPT ? body : body.substring(0, LONGEST_KEPT) + "…";
    }
}
