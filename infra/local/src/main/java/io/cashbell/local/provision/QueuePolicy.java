package io.cashbell.local.provision;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Who may send to a queue without a key of its account: SNS, on behalf of the topics that the queue
 * hears. AWS delivers nothing without it, neither to a subscribed queue nor to the dead-letter
 * queue of a subscription.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html">SNS
 *     Developer Guide, subscribing a queue</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html">SNS
 *     Developer Guide, dead-letter queues</a>
 */
final class QueuePolicy {
    private QueuePolicy() {}

    /**
     * @param topics ARNs, at least one
     */
    static String of(String queueArn, Collection<String> topics) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                "Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",\
                "Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":[%s]}}}]}"""
                .formatted(
                        queueArn,
                        topics.stream()
                                .map(topic -> '"' + topic + '"')
                                .collect(Collectors.joining(",")));
    }
}
