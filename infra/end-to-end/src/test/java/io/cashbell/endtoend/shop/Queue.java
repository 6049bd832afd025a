package io.cashbell.endtoend.shop;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** One of the shop's queues, as an operator with an AWS key reaches it. */
public final class Queue {
    private final SqsClient sqs;
    private final String url;

    Queue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /** Puts a message there that no topic has sent. */
    public void send(String body) {
        sqs.sendMessage(
                request ->
                        request.queueUrl(url)
                                .messageBody(body)
                                .messageAttributes(
                                        Map.of(
                                                "type",
                                                MessageAttributeValue.builder()
                                                        .dataType("String")
                                                        .stringValue("payment.confirmed.v1")
                                                        .build())));
    }

    /** Messages that lie there, taken or not. */
    public int size() {
        return count(APPROXIMATE_NUMBER_OF_MESSAGES, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    /** Messages that a reader has begun and not done with. */
    public int taken() {
        return count(APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    /** Takes everything out of it. */
    public List<String> empty() {
        var bodies = new ArrayList<String>();
        List<Message> messages;
        do {
            messages =
                    sqs.receiveMessage(
                                    request ->
                                            request.queueUrl(url)
                                                    .maxNumberOfMessages(10)
                                                    .waitTimeSeconds(0))
                            .messages();
            for (var message : messages) {
                bodies.add(message.body());
                sqs.deleteMessage(
                        request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        } while (!messages.isEmpty());
        return bodies;
    }

    private int count(QueueAttributeName... which) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(which))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
