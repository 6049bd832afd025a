package io.cashbell.local.provision;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Queues, each with its dead-letter queue behind it. */
final class Queues {
    private final SqsClient sqs;
    private final Map<String, Known> known = new HashMap<>();
    private int changes;

    Queues(SqsClient sqs) {
        this.sqs = sqs;
    }

    /** The URL of each, by its variable. */
    Map<String, String> provision(List<Topology.Queue> queues) {
        var urls = new HashMap<String, String>();
        for (var queue : queues) {
            var wanted = attributes(queue);
            var url = find(queue.name());
            if (url == null) {
                url = sqs.createQueue(q -> q.queueName(queue.name()).attributes(wanted)).queueUrl();
                changes++;
            } else {
                mend(url, wanted);
            }
            urls.put(queue.variable(), url);
            var arn = attributes(url).getOrDefault(QueueAttributeName.QUEUE_ARN, "");
            known.put(queue.name(), new Known(url, arn));
        }
        return urls;
    }

    /** The ARN of a queue that was provisioned before. */
    String arn(String queue) {
        return known(queue).arn();
    }

    /** Lets these topics, and no others, deliver to a queue that was provisioned before. */
    void admit(String queue, Collection<String> topics) {
        var url = known(queue).url();
        var wanted = QueuePolicy.of(known(queue).arn(), topics);
        if (hasPolicy(url, wanted)) {
            return;
        }
        sqs.setQueueAttributes(
                request ->
                        request.queueUrl(url)
                                .attributes(Map.of(QueueAttributeName.POLICY, wanted)));
        // An emulator may take a policy and keep none: then nothing has changed.
        if (hasPolicy(url, wanted)) {
            changes++;
        }
    }

    int changes() {
        return changes;
    }

    private Known known(String queue) {
        var there = known.get(queue);
        if (there == null) {
            throw new IllegalStateException("the queue " + queue + " is not provisioned yet");
        }
        return there;
    }

    private boolean hasPolicy(String url, String wanted) {
        return Json.same(wanted, attributes(url).get(QueueAttributeName.POLICY));
    }

    private @Nullable String find(String name) {
        try {
            return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
        } catch (QueueDoesNotExistException missing) {
            return null;
        }
    }

    private Map<QueueAttributeName, String> attributes(Topology.Queue queue) {
        var attributes = new HashMap<QueueAttributeName, String>();
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                String.valueOf(Topology.VISIBILITY_TIMEOUT_SECONDS));
        attributes.put(
                QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
                String.valueOf(Topology.LONG_POLL_SECONDS));
        attributes.put(
                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                String.valueOf(Topology.RETENTION_SECONDS));
        queue.deadLetters()
                .ifPresent(
                        deadLetters ->
                                attributes.put(
                                        QueueAttributeName.REDRIVE_POLICY,
                                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                                                .formatted(
                                                        arn(deadLetters),
                                                        Topology.MAX_RECEIVE_COUNT)));
        return attributes;
    }

    private void mend(String url, Map<QueueAttributeName, String> wanted) {
        var there = attributes(url);
        var different = new HashMap<QueueAttributeName, String>();
        wanted.forEach(
                (name, value) -> {
                    // What an emulator does not report it does not keep either.
                    if (there.containsKey(name) && !Json.same(value, there.get(name))) {
                        different.put(name, value);
                    }
                });
        if (wanted.containsKey(QueueAttributeName.REDRIVE_POLICY)
                && !there.containsKey(QueueAttributeName.REDRIVE_POLICY)) {
            different.put(
                    QueueAttributeName.REDRIVE_POLICY,
                    wanted.getOrDefault(QueueAttributeName.REDRIVE_POLICY, ""));
        }
        if (!different.isEmpty()) {
            sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(different));
            changes++;
        }
    }

    private Map<QueueAttributeName, String> attributes(String url) {
        return sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    private record Known(String url, String arn) {}
}
