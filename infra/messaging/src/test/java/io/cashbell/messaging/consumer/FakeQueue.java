package io.cashbell.messaging.consumer;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** A queue that answers each read as it was told to, and remembers what it was asked. */
class FakeQueue implements SqsClient {
    final BlockingQueue<Supplier<List<Message>>> answers = new LinkedBlockingQueue<>();
    final BlockingQueue<String> deleted = new LinkedBlockingQueue<>();
    final BlockingQueue<ChangeMessageVisibilityBatchRequestEntry> postponed =
            new LinkedBlockingQueue<>();

    /** Its name is also its receipt. */
    static Message message(String name) {
        String body =
                """
                {"specversion":"1.0","id":"%s","source":"/clock-service","type":"bell.rung.v1",
                 "subject":"%s","time":"2026-01-01T12:00:00Z","data":{}}"""
                        .formatted(name, name);
        return Message.builder().messageId(name).receiptHandle(name).body(body).build();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest receive) {
        try {
            return ReceiveMessageResponse.builder().messages(answers.take().get()).build();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return ReceiveMessageResponse.builder().build();
        }
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest delete) {
        delete.entries().forEach(entry -> deleted.add(entry.receiptHandle()));
        return DeleteMessageBatchResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest change) {
        postponed.addAll(change.entries());
        return ChangeMessageVisibilityBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
