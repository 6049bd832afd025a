package io.cashbell.order.admin.today;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.messaging.redrive.ConsumedQueue;
import io.cashbell.messaging.redrive.QueueUnreachableException;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** How the three services keep up with what they hear: our own queue, and what the others say. */
@Singleton
public class Queues {
    /** Also for our own: a page waits no longer for a number. */
    private static final Duration LIMIT = Duration.ofMillis(1_500);

    private final Optional<ConsumedQueue> own;
    private final ServiceLines lines;
    private final ExecutorService threads;

    Queues(
            Optional<ConsumedQueue> own,
            ServiceLines lines,
            @Named(TaskExecutors.VIRTUAL) ExecutorService threads) {
        this.own = own;
        this.lines = lines;
        this.threads = threads;
    }

    /** Whose queue it is. */
    public enum Owner {
        ORDER,
        PAYMENT,
        NOTIFICATION;

        /** As addresses and words name it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Owner> find(String code) {
            return Arrays.stream(values()).filter(owner -> owner.code().equals(code)).findFirst();
        }
    }

    /** How one queue stands, or empty where that cannot be told. */
    public record Queue(Owner owner, Optional<ConsumedQueue.Depth> depth) {}

    /** All three, asked at once; none keeps the others waiting, and it never fails. */
    public List<Queue> all() {
        List<CompletableFuture<Queue>> asked =
                Arrays.stream(Owner.values())
                        .map(
                                owner ->
                                        CompletableFuture.supplyAsync(
                                                        () -> new Queue(owner, depth(owner)),
                                                        threads)
                                                .completeOnTimeout(
                                                        unknown(owner),
                                                        LIMIT.toMillis(),
                                                        TimeUnit.MILLISECONDS)
                                                .exceptionally(_ -> unknown(owner)))
                        .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static Queue unknown(Owner owner) {
        return new Queue(owner, Optional.empty());
    }

    /**
     * Brings the dead letters of a queue back into it.
     *
     * @throws UnreachableException if that is not certain; trying again is safe
     */
    public void redrive(Owner owner, Sender sender) throws UnreachableException {
        switch (owner) {
            case ORDER -> redriveOwn();
            case PAYMENT -> redrive(lines.payment(), sender);
            case NOTIFICATION -> redrive(lines.notification(), sender);
        }
    }

    private void redriveOwn() throws UnreachableException {
        try {
            own.orElseThrow(() -> new UnreachableException("There is no queue")).redrive();
        } catch (QueueUnreachableException e) {
            throw new UnreachableException(e);
        }
    }

    private static void redrive(ServiceLine line, Sender sender) throws UnreachableException {
        ServiceLine.Answer answer = line.act("queue/redrive", sender);
        if (!answer.isGood()) {
            throw new UnreachableException("It answered " + answer.status());
        }
    }

    private Optional<ConsumedQueue.Depth> depth(Owner owner) {
        try {
            return switch (owner) {
                case ORDER -> own.map(ConsumedQueue::depth);
                case PAYMENT -> depth(lines.payment());
                case NOTIFICATION -> depth(lines.notification());
            };
        } catch (UnreachableException | QueueUnreachableException e) {
            return Optional.empty();
        }
    }

    private static Optional<ConsumedQueue.Depth> depth(ServiceLine line)
            throws UnreachableException {
        JsonNode body = line.look("queue").body();
        JsonNode waiting = body.at("/queue/waiting");
        JsonNode inFlight = body.at("/queue/inFlight");
        JsonNode dead = body.path("deadLetters");
        return waiting.isIntegralNumber() && inFlight.isIntegralNumber() && dead.isIntegralNumber()
                ? Optional.of(
                        new ConsumedQueue.Depth(
                                waiting.longValue(), inFlight.longValue(), dead.longValue()))
                : Optional.empty();
    }
}
