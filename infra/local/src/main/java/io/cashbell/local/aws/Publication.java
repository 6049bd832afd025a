package io.cashbell.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One accepted message of a topic, on its way to the subscribers. */
final class Publication {
    /** 256 KiB, body and attributes together, of one message and of a whole batch. */
    static final int MAX_BYTES = 256 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id = UUID.randomUUID().toString();
    private final Instant at = Instant.now();
    private final String topic;
    private final @Nullable String subject;
    private final String message;
    private final Map<String, MessageAttribute> attributes;
    private @Nullable JsonNode json;
    private boolean parsed;

    Publication(
            String topic,
            @Nullable String subject,
            String message,
            Map<String, MessageAttribute> attributes) {
        this.topic = topic;
        this.subject = subject;
        this.message = message;
        this.attributes = Map.copyOf(attributes);
    }

    String id() {
        return id;
    }

    Map<String, MessageAttribute> attributes() {
        return attributes;
    }

    int bytes() {
        var sum = message.getBytes(StandardCharsets.UTF_8).length;
        for (var each : attributes.entrySet()) {
            sum += each.getKey().getBytes(StandardCharsets.UTF_8).length;
            sum += each.getValue().type().getBytes(StandardCharsets.UTF_8).length;
            sum += each.getValue().value().getBytes(StandardCharsets.UTF_8).length;
        }
        return sum;
    }

    /** The message read as JSON, once for all subscribers; null when it is none. */
    @Nullable JsonNode json() {
        if (!parsed) {
            parsed = true;
            try {
                json = JSON.readTree(message);
            } catch (JsonProcessingException notJson) {
                json = null;
            }
        }
        return json;
    }

    QueueMessage raw() {
        return new QueueMessage(message, attributes);
    }

    /** Amazon SNS Developer Guide, "Parsing message formats": the notification as JSON. */
    QueueMessage envelope(String subscription) {
        var envelope = JSON.createObjectNode();
        envelope.put("Type", "Notification");
        envelope.put("MessageId", id);
        envelope.put("TopicArn", topic);
        if (subject != null) {
            envelope.put("Subject", subject);
        }
        envelope.put("Message", message);
        envelope.put("Timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
        envelope.put("SignatureVersion", "1");
        envelope.put("Signature", "none");
        envelope.put("SigningCertURL", "http://localhost/none.pem");
        envelope.put(
                "UnsubscribeURL",
                "http://localhost/?Action=Unsubscribe&SubscriptionArn=" + subscription);
        if (!attributes.isEmpty()) {
            var all = envelope.putObject("MessageAttributes");
            attributes.forEach(
                    (name, attribute) ->
                            all.putObject(name)
                                    .put("Type", attribute.type())
                                    .put("Value", attribute.value()));
        }
        return new QueueMessage(envelope.toString(), Map.of());
    }
}
