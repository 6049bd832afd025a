package io.cashbell.local.aws;

import io.cashbell.local.process.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** DynamoDB, SQS and SNS together. */
public final class AwsEmulators implements AutoCloseable {
    private final DynamoDbEmulator dynamoDb;
    private final SqsEmulator sqs;
    private final SnsEmulator sns;

    private AwsEmulators(DynamoDbEmulator dynamoDb, SqsEmulator sqs, SnsEmulator sns) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.sns = sns;
    }

    /**
     * Each port may be 0, for a free one.
     *
     * @param data what is there survives the next start; absent keeps everything in memory
     */
    public static AwsEmulators start(
            int dynamoDbPort, int sqsPort, int snsPort, @Nullable Path data) throws IOException {
        var dynamoDb =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return DynamoDbEmulator.start(
                                        dynamoDbPort, folder(data, "dynamodb"));
                            } catch (IOException failure) {
                                throw new UncheckedIOException(failure);
                            }
                        });
        SqsEmulator sqs = null;
        try {
            sqs =
                    SqsEmulator.start(
                            sqsPort, folder(data, "queues"), Endpoints.REGION, Endpoints.ACCOUNT);
            var sns =
                    SnsEmulator.start(
                            snsPort,
                            folder(data, "topics"),
                            Endpoints.REGION,
                            Endpoints.ACCOUNT,
                            sqs);
            return new AwsEmulators(dynamoDb.join(), sqs, sns);
        } catch (IOException | CompletionException failure) {
            if (sqs != null) {
                sqs.close();
            }
            dynamoDb.thenAccept(DynamoDbEmulator::close).exceptionally(_ -> null).join();
            throw failure instanceof IOException io ? io : new IOException(failure);
        }
    }

    public URI dynamoDb() {
        return dynamoDb.endpoint();
    }

    public URI sqs() {
        return sqs.endpoint();
    }

    public URI sns() {
        return sns.endpoint();
    }

    /** Topics first: what they still deliver needs the queues. */
    @Override
    public void close() {
        try (dynamoDb;
                sqs;
                sns) {
            return;
        }
    }

    private static @Nullable Path folder(@Nullable Path data, String name) {
        return data == null ? null : data.resolve(name);
    }
}
