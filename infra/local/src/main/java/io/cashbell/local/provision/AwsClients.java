package io.cashbell.local.provision;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The three clients that provisioning speaks through. */
record AwsClients(SdkHttpClient http, DynamoDbClient dynamoDb, SqsClient sqs, SnsClient sns)
        implements AutoCloseable {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    /** As the standard AWS variables, profiles and roles say. */
    static AwsClients ofEnvironment() {
        var http = UrlConnectionHttpClient.create();
        return new AwsClients(
                http,
                DynamoDbClient.builder().httpClient(http).build(),
                SqsClient.builder().httpClient(http).build(),
                SnsClient.builder().httpClient(http).build());
    }

    /**
     * As these variables say, whatever the environment of this process holds.
     *
     * @param aws {@code AWS_REGION}, {@code AWS_ACCESS_KEY_ID}, …, as in an environment
     */
    static AwsClients of(Map<String, String> aws) {
        var http = isHere(aws) ? direct() : UrlConnectionHttpClient.create();
        return new AwsClients(
                http,
                at(DynamoDbClient.builder().httpClient(http), aws, "DYNAMODB").build(),
                at(SqsClient.builder().httpClient(http), aws, "SQS").build(),
                at(SnsClient.builder().httpClient(http), aws, "SNS").build());
    }

    private static boolean isHere(Map<String, String> aws) {
        return aws.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(ENDPOINT))
                .map(variable -> URI.create(variable.getValue()).getHost())
                .anyMatch(host -> "localhost".equals(host) || "127.0.0.1".equals(host));
    }

    /** A proxy of this machine's network knows nothing of what runs on it. */
    private static SdkHttpClient direct() {
        return UrlConnectionHttpClient.builder()
                .proxyConfiguration(
                        ProxyConfiguration.builder()
                                .useSystemPropertyValues(false)
                                .useEnvironmentVariablesValues(false)
                                .build())
                .build();
    }

    @Override
    public void close() {
        dynamoDb.close();
        sqs.close();
        sns.close();
        http.close();
    }

    private static <B extends AwsClientBuilder<B, ?>> B at(
            B builder, Map<String, String> aws, String service) {
        @Nullable String endpoint = aws.getOrDefault(ENDPOINT + "_" + service, aws.get(ENDPOINT));
        if (endpoint != null) {
            builder.endpointOverride(URI.create(endpoint));
        }
        return builder.region(Region.of(aws.getOrDefault("AWS_REGION", "ap-northeast-1")))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        aws.getOrDefault("AWS_ACCESS_KEY_ID", "local"),
                                        aws.getOrDefault("AWS_SECRET_ACCESS_KEY", "local"))));
    }
}
