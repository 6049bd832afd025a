package io.cashbell.local.aws;

import io.cashbell.local.process.Backends;
import io.cashbell.local.process.EmulatorProcess;
import io.cashbell.local.process.Endpoints;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Clients of the emulators, and what tests do with them. */
final class Aws implements AutoCloseable {
    private static final int AWAITED_SECONDS = 10;

    final DynamoDbClient dynamoDb;
    final SqsClient sqs;
    final SnsClient sns;
    private final String run;
    private final AutoCloseable emulators;

    private Aws(Map<String, String> aws, String run, AutoCloseable emulators) {
        this.run = run;
        var http = UrlConnectionHttpClient.create();
        this.dynamoDb = at(DynamoDbClient.builder().httpClient(http), aws, "DYNAMODB").build();
        this.sqs = at(SqsClient.builder().httpClient(http), aws, "SQS").build();
        this.sns = at(SnsClient.builder().httpClient(http), aws, "SNS").build();
        this.emulators = emulators;
    }

    /** Whatever these endpoints are; names do not meet those of another run. */
    static Aws at(Endpoints endpoints) {
        return new Aws(endpoints.aws(), "-" + Backends.freshName(), () -> {});
    }

    /** Emulators of its own, on a data folder. */
    static Aws on(Path data) {
        var process = EmulatorProcess.start(data);
        return new Aws(process.endpoints().aws(), "", process);
    }

    String topic(String name) {
        return sns.createTopic(request -> request.name(name + run)).topicArn();
    }

    String queue(String name) {
        return sqs.createQueue(request -> request.queueName(name + run)).queueUrl();
    }

    String queueArn(String name) {
        var url = queue(name);
        return String.valueOf(
                sqs.getQueueAttributes(
                                request ->
                                        request.queueUrl(url)
                                                .attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
    }

    String subscribe(String topic, String queue, Map<String, String> attributes) {
        return sns.subscribe(
                        request ->
                                request.topicArn(topic)
                                        .protocol("sqs")
                                        .endpoint(queueArn(queue))
                                        .attributes(attributes))
                .subscriptionArn();
    }

    /** All that is visible now, received and deleted. */
    List<Message> drain(String url) {
        return drain(url, 0);
    }

    /**
     * Waits for the first so many, as AWS takes its time to deliver, and takes what else is there.
     */
    List<Message> drain(String url, int awaited) {
        var all = new ArrayList<Message>();
        while (true) {
            var wait = all.size() < awaited ? AWAITED_SECONDS : 0;
            var some =
                    sqs.receiveMessage(
                                    request ->
                                            request.queueUrl(url)
                                                    .waitTimeSeconds(wait)
                                                    .maxNumberOfMessages(10)
                                                    .messageAttributeNames("All"))
                            .messages();
            if (some.isEmpty()) {
                return all;
            }
            all.addAll(some);
            some.forEach(
                    each ->
                            sqs.deleteMessage(
                                    request ->
                                            request.queueUrl(url)
                                                    .receiptHandle(each.receiptHandle())));
        }
    }

    List<String> bodies(String url) {
        return bodies(url, 0);
    }

    List<String> bodies(String url, int awaited) {
        return drain(url, awaited).stream().map(Message::body).toList();
    }

    @Override
    public void close() {
        dynamoDb.close();
        sqs.close();
        sns.close();
        try {
            emulators.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static <B extends AwsClientBuilder<B, ?>> B at(
            B builder, Map<String, String> aws, String service) {
        var endpoint = aws.getOrDefault("AWS_ENDPOINT_URL_" + service, aws.get("AWS_ENDPOINT_URL"));
        return builder.endpointOverride(URI.create(String.valueOf(endpoint)))
                .region(Region.of(Endpoints.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")));
    }
}
