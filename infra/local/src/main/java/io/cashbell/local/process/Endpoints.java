package io.cashbell.local.process;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the surroundings of the services answer.
 *
 * @param aws what tells an AWS SDK where to go: region, credentials, endpoints
 * @param smtp absent where mail is not taken
 * @param mailbox the page and {@code /api/messages}; absent as {@code smtp}
 */
public record Endpoints(Map<String, String> aws, @Nullable URI smtp, @Nullable URI mailbox) {
    public static final String REGION = "ap-northeast-1";
    public static final String ACCOUNT = "000000000000";

    public Endpoints {
        aws = Map.copyOf(aws);
    }

    /** Endpoints of emulators that take any key. */
    public static Endpoints of(
            @Nullable URI dynamoDb,
            @Nullable URI sqs,
            @Nullable URI sns,
            @Nullable URI smtp,
            @Nullable URI mailbox) {
        var aws = new LinkedHashMap<String, String>();
        aws.put("AWS_REGION", REGION);
        aws.put("AWS_ACCESS_KEY_ID", "local");
        aws.put("AWS_SECRET_ACCESS_KEY", "local");
        put(aws, "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb);
        put(aws, "AWS_ENDPOINT_URL_SQS", sqs);
        put(aws, "AWS_ENDPOINT_URL_SNS", sns);
        return new Endpoints(aws, smtp, mailbox);
    }

    /** The same AWS, and the mail of these others. */
    public Endpoints withMailOf(Endpoints others) {
        return new Endpoints(aws, others.smtp, others.mailbox);
    }

    /** The variables that reach a service: those of AWS, and those of SMTP where there is one. */
    public Map<String, String> environment() {
        var environment = new LinkedHashMap<>(aws);
        if (smtp != null) {
            environment.put("MAIL_TRANSPORT", "smtp");
            environment.put("SMTP_HOST", smtp.getHost());
            environment.put("SMTP_PORT", String.valueOf(smtp.getPort()));
        }
        return environment;
    }

    /**
     * Points the AWS SDK of this very JVM here, by the system properties that it reads where the
     * environment says nothing: for tests that run a service's beans in their own process.
     */
    public void useInThisJvm() {
        aws.forEach(
                (name, value) -> {
                    var property = property(name);
                    if (property != null) {
                        System.setProperty(property, value);
                    }
                });
    }

    private static @Nullable String property(String variable) {
        return switch (variable) {
            case "AWS_REGION" -> "aws.region";
            case "AWS_ACCESS_KEY_ID" -> "aws.accessKeyId";
            case "AWS_SECRET_ACCESS_KEY" -> "aws.secretAccessKey";
            case "AWS_SESSION_TOKEN" -> "aws.sessionToken";
            case "AWS_ENDPOINT_URL" -> "aws.endpointUrl";
            case "AWS_ENDPOINT_URL_DYNAMODB" -> "aws.endpointUrlDynamoDb";
            case "AWS_ENDPOINT_URL_SQS" -> "aws.endpointUrlSqs";
            case "AWS_ENDPOINT_URL_SNS" -> "aws.endpointUrlSns";
            default -> null;
        };
    }

    private static void put(Map<String, String> map, String name, @Nullable URI value) {
        if (value != null) {
            map.put(name, value.toString());
        }
    }
}
