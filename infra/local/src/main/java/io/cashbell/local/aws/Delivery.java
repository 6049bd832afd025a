package io.cashbell.local.aws;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings publications to everybody who wants them, to all at the same time. */
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final QueueSender queues;

    Delivery(QueueSender queues) {
        this.queues = queues;
    }

    /**
     * Returns when every copy is in its queue, or, where there is no such queue, in its dead-letter
     * queue. As in SNS, trouble of the queues themselves sends nothing there.
     *
     * @throws CompletionException if a queue did not take a copy: some may have theirs, and get
     *     another when it is published again
     */
    void deliver(List<Publication> publications, List<Subscription> subscribers) {
        CompletableFuture.allOf(
                        subscribers.stream()
                                .map(each -> deliver(publications, each).toCompletableFuture())
                                .toArray(CompletableFuture[]::new))
                .join();
    }

    private CompletionStage<Void> deliver(
            List<Publication> publications, Subscription subscription) {
        var wanted =
                publications.stream()
                        .filter(subscription::wants)
                        .map(subscription::message)
                        .toList();
        if (wanted.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        return queues.send(subscription.queue(), wanted)
                .exceptionallyCompose(
                        failure ->
                                isMissing(failure)
                                        ? deadLetter(subscription, wanted)
                                        : CompletableFuture.failedStage(failure));
    }

    private CompletionStage<Void> deadLetter(
            Subscription subscription, List<QueueMessage> messages) {
        var deadLetters = subscription.deadLetterQueue();
        if (deadLetters == null) {
            // As in SNS: without a redrive policy what cannot be delivered is gone.
            log.warn("{} messages for {} are lost", messages.size(), subscription.arn());
            return CompletableFuture.completedStage(null);
        }
        log.warn("{} messages for {} go to {}", messages.size(), subscription.arn(), deadLetters);
        return queues.send(deadLetters, messages)
                .exceptionallyCompose(
                        failure -> {
                            if (!isMissing(failure)) {
                                return CompletableFuture.failedStage(failure);
                            }
                            log.warn("the dead-letter queue {} is missing as well", deadLetters);
                            return CompletableFuture.completedStage(null);
                        });
    }

    private static boolean isMissing(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof QueueMissingException;
    }
}
