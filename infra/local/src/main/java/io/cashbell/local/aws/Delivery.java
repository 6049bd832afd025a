package io.cashbell.local.aws;

import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    /** Returns when every copy is in its queue, or in its dead-letter queue. */
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
                .exceptionallyCompose(failure -> deadLetter(subscription, wanted, failure));
    }

    private CompletionStage<Void> deadLetter(
            Subscription subscription, List<QueueMessage> messages, Throwable failure) {
        var deadLetters = subscription.deadLetterQueue();
        if (deadLetters == null) {
            // As in SNS: without a redrive policy what cannot be delivered is gone.
            log.warn("{} messages for {} are lost", messages.size(), subscription.arn(), failure);
            return CompletableFuture.completedStage(null);
        }
        log.warn("{} messages for {} go to {}", messages.size(), subscription.arn(), deadLetters);
        return queues.send(deadLetters, messages)
                .exceptionally(
                        lost -> {
                            log.warn("the dead-letter queue {} fails as well", deadLetters, lost);
                            return null;
                        });
    }
}
