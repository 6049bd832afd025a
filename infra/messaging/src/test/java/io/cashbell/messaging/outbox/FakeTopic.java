package io.cashbell.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** A topic that takes what is not too large, unless it was told to fail. */
public final class FakeTopic implements SnsClient {
    private static final int LARGEST = 262_144;

    public final BlockingQueue<String> published = new LinkedBlockingQueue<>();
    final AtomicInteger calls = new AtomicInteger();
    volatile @Nullable Runnable failure;

    @Override
    public PublishResponse publish(PublishRequest publish) {
        take(List.of(publish.message()));
        return PublishResponse.builder().build();
    }

    @Override
    public PublishBatchResponse publishBatch(PublishBatchRequest batch) {
        take(
                batch.publishBatchRequestEntries().stream()
                        .map(PublishBatchRequestEntry::message)
                        .toList());
        return PublishBatchResponse.builder().build();
    }

    private void take(List<String> messages) {
        calls.incrementAndGet();
        Runnable wanted = failure;
        if (wanted != null) {
            wanted.run();
        }
        if (messages.stream().mapToInt(message -> message.getBytes(UTF_8).length).sum() > LARGEST) {
            throw InvalidParameterException.builder().message("Message too long").build();
        }
        published.addAll(messages);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
