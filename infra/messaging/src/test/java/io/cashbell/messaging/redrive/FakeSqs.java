package io.cashbell.messaging.redrive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/** A queue and its dead letters, in memory; what it refuses, a test decides. */
class FakeSqs implements SqsClient {
    static final String QUEUE = "http://queue.test/bells";
    static final String DEAD = "http://queue.test/bells-dead";
    static final String DEAD_ARN = "arn:aws:sqs:eu-west-1:000000000000:bells-dead";

    final Map<QueueAttributeName, String> attributes = new HashMap<>();
    final Deque<Message> dead = new ArrayDeque<>();
    final List<SendMessageRequest> sent = new ArrayList<>();
    final List<String> tasks = new ArrayList<>();
    final List<String> steps = new ArrayList<>();
    @Nullable SqsException refusal;
    @Nullable SqsException sendRefusal;
    boolean underWay;

    FakeSqs() {
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + DEAD_ARN + "\",\"maxReceiveCount\":5}");
        attributes.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "3");
        attributes.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "2");
    }

    static SqsException refused(int status) {
        return (SqsException) SqsException.builder().statusCode(status).message("no").build();
    }

    void die(int count) {
        for (int i = 0; i < count; i++) {
            String name = "letter-" + dead.size();
            dead.add(
                    Message.builder()
                            .messageId(name)
                            .receiptHandle(name)
                            .body(name)
                            .messageAttributes(
                                    Map.of(
                                            "type",
                                            MessageAttributeValue.builder()
                                                    .dataType("String")
                                                    .stringValue("bell.rung.v1")
                                                    .build()))
                            .build());
        }
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest get) {
        return GetQueueAttributesResponse.builder()
                .attributes(
                        get.queueUrl().equals(QUEUE)
                                ? attributes
                                : Map.of(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        Integer.toString(dead.size())))
                .build();
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest get) {
        return GetQueueUrlResponse.builder()
                .queueUrl("http://queue.test/" + get.queueName())
                .build();
    }

    @Override
    public StartMessageMoveTaskResponse startMessageMoveTask(StartMessageMoveTaskRequest start) {
        if (refusal != null) {
            throw refusal;
        }
        tasks.add(start.sourceArn());
        return StartMessageMoveTaskResponse.builder().taskHandle("task").build();
    }

    @Override
    public ListMessageMoveTasksResponse listMessageMoveTasks(ListMessageMoveTasksRequest list) {
        return ListMessageMoveTasksResponse.builder()
                .results(
                        ListMessageMoveTasksResultEntry.builder()
                                .status(underWay ? "RUNNING" : "COMPLETED")
                                .build())
                .build();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest receive) {
        List<Message> taken = new ArrayList<>();
        while (taken.size() < receive.maxNumberOfMessages() && !dead.isEmpty()) {
            taken.add(dead.remove());
        }
        return ReceiveMessageResponse.builder().messages(taken).build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest send) {
        if (sendRefusal != null) {
            throw sendRefusal;
        }
        sent.add(send);
        steps.add("send " + send.messageBody());
        return SendMessageResponse.builder().build();
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest delete) {
        steps.add("delete " + delete.receiptHandle());
        return DeleteMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
