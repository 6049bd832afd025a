package io.cashbell.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A queue that hears a topic: immutable, with its filter policy ready to be asked. */
final class Subscription {
    static final String FILTER_POLICY = "FilterPolicy";
    static final String FILTER_POLICY_SCOPE = "FilterPolicyScope";
    static final String RAW = "RawMessageDelivery";
    static final String REDRIVE_POLICY = "RedrivePolicy";

    private static final Set<String> SETTABLE =
            Set.of(
                    FILTER_POLICY,
                    FILTER_POLICY_SCOPE,
                    RAW,
                    REDRIVE_POLICY,
                    "DeliveryPolicy",
                    "SubscriptionRoleArn");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String arn;
    private final String topic;
    private final String endpoint;
    private final Map<String, String> attributes;
    private final @Nullable FilterPolicy filter;
    private final @Nullable String deadLetters;

    Subscription(String arn, String topic, String endpoint, Map<String, String> attributes) {
        this.arn = arn;
        this.topic = topic;
        this.endpoint = endpoint;
        this.attributes = checked(attributes);
        var policy = this.attributes.get(FILTER_POLICY);
        var onBody = "MessageBody".equals(this.attributes.get(FILTER_POLICY_SCOPE));
        this.filter = policy == null ? null : FilterPolicy.parse(policy, onBody);
        this.deadLetters = deadLetters(this.attributes.get(REDRIVE_POLICY));
    }

    /** The same subscription with one attribute changed; an empty value takes it away. */
    Subscription with(String name, String value) {
        var changed = new TreeMap<>(attributes);
        changed.put(name, value);
        return new Subscription(arn, topic, endpoint, changed);
    }

    boolean hasSameAttributes(Map<String, String> others) {
        return attributes.equals(checked(others));
    }

    boolean wants(Publication publication) {
        return filter == null || filter.admits(publication);
    }

    QueueMessage message(Publication publication) {
        return "true".equals(attributes.get(RAW)) ? publication.raw() : publication.envelope(arn);
    }

    String arn() {
        return arn;
    }

    String topic() {
        return topic;
    }

    String endpoint() {
        return endpoint;
    }

    String queue() {
        return queueName(endpoint);
    }

    @Nullable String deadLetterQueue() {
        return deadLetters;
    }

    /** What was set, as it was set. */
    Map<String, String> attributes() {
        return attributes;
    }

    /** Everything that GetSubscriptionAttributes tells. */
    Map<String, String> description(String owner) {
        var all = new TreeMap<String, String>();
        all.put("SubscriptionArn", arn);
        all.put("TopicArn", topic);
        all.put("Protocol", "sqs");
        all.put("Endpoint", endpoint);
        all.put("Owner", owner);
        all.put("ConfirmationWasAuthenticated", "true");
        all.put("PendingConfirmation", "false");
        all.put(RAW, "false");
        if (filter != null) {
            all.put(FILTER_POLICY_SCOPE, "MessageAttributes");
        }
        all.putAll(attributes);
        return all;
    }

    private static Map<String, String> checked(Map<String, String> attributes) {
        var checked = new TreeMap<String, String>();
        attributes.forEach(
                (name, value) -> {
                    if (!SETTABLE.contains(name)) {
                        throw SnsException.invalid("AttributeName");
                    }
                    if (name.equals(RAW) && !value.matches("(?i)true|false")) {
                        throw SnsException.invalid(
                                "RawMessageDelivery: Invalid value [" + value + "].");
                    }
                    if (name.equals(FILTER_POLICY_SCOPE)
                            && !value.matches("MessageAttributes|MessageBody")) {
                        throw SnsException.invalid(
                                "FilterPolicyScope: Invalid value [" + value + "].");
                    }
                    if (!value.isEmpty() && !value.equals("{}")) {
                        checked.put(name, value);
                    }
                });
        return checked;
    }

    private static @Nullable String deadLetters(@Nullable String policy) {
        if (policy == null) {
            return null;
        }
        try {
            var target = JSON.readTree(policy).path("deadLetterTargetArn").asText();
            if (target.startsWith("arn:aws:sqs:")) {
                return queueName(target);
            }
        } catch (JsonProcessingException malformed) {
            throw SnsException.invalid("RedrivePolicy: failed to parse JSON.");
        }
        throw SnsException.invalid("RedrivePolicy: deadLetterTargetArn is an invalid arn.");
    }

    private static String queueName(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
