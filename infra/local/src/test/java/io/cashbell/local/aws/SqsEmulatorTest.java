package io.cashbell.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.local.process.Endpoints;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The only test that keeps queues in a folder: a JVM has one such folder in its life. */
class SqsEmulatorTest {
    @TempDir private Path folder;

    @Test
    void aWriteThatFailedIsNotAnsweredAndThoseAfterItAreWritten() throws Exception {
        try (SqsEmulator emulator =
                        SqsEmulator.start(0, folder, Endpoints.REGION, Endpoints.ACCOUNT);
                SqsClient sqs = client(emulator.endpoint())) {
            String queue = sqs.createQueue(create -> create.queueName("kept")).queueUrl();
            send(sqs, queue, "before");
            String table = tableOf("before");

            run("ALTER TABLE \"%s\" RENAME TO \"elsewhere\"".formatted(table));
            assertThatThrownBy(() -> send(sqs, queue, "lost to a full disk"))
                    .isInstanceOf(SdkException.class);
            run("ALTER TABLE \"elsewhere\" RENAME TO \"%s\"".formatted(table));

            send(sqs, queue, "after");
            assertThat(bodies(table)).contains("before", "after");
        }
    }

    private static void send(SqsClient sqs, String queue, String body) {
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody(body));
    }

    private String tableOf(String body) throws SQLException {
        for (String table :
                texts(
                        "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC'")) {
            if (isOfMessages(table) && bodies(table).contains(body)) {
                return table;
            }
        }
        throw new IllegalStateException("no table holds " + body);
    }

    private boolean isOfMessages(String table) throws SQLException {
        return !texts(
                        "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = '%s' AND UPPER(COLUMN_NAME) = 'CONTENT'"
                                .formatted(table))
                .isEmpty();
    }

    private List<String> bodies(String table) throws SQLException {
        return texts("SELECT CONTENT FROM \"%s\"".formatted(table));
    }

    private List<String> texts(String query) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private void run(String change) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
    }

    /** A second way into the one that is open. */
    private Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("queues"), "", "");
    }

    private static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(endpoint)
                .region(Region.of(Endpoints.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .overrideConfiguration(
                        client ->
                                client.retryStrategy(retry -> retry.maxAttempts(1))
                                        .apiCallTimeout(Duration.ofSeconds(5)))
                .build();
    }
}
