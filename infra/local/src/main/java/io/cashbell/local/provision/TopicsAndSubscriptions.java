package io.cashbell.local.provision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Topic;

/** Topics, and the queues that hear them. */
final class TopicsAndSubscriptions {
    private static final String POLICY = "FilterPolicy";
    private static final String SCOPE = "FilterPolicyScope";
    private static final String ATTRIBUTES = "MessageAttributes";

    private final SnsClient sns;
    private final Queues queues;
    private final Map<String, String> arns = new HashMap<>();
    private int changes;

    TopicsAndSubscriptions(SnsClient sns, Queues queues) {
        this.sns = sns;
        this.queues = queues;
    }

    /** The ARN of each topic, by its variable. */
    Map<String, String> provision(
            List<Topology.Topic> topics, List<Topology.Subscription> subscriptions) {
        var known = sns.listTopicsPaginator().topics().stream().map(Topic::topicArn).toList();
        var variables = new HashMap<String, String>();
        for (var topic : topics) {
            // Creating a topic that is there answers its ARN.
            var arn = sns.createTopic(request -> request.name(topic.name())).topicArn();
            if (!known.contains(arn)) {
                changes++;
            }
            arns.put(topic.name(), arn);
            variables.put(topic.variable(), arn);
        }
        admit(subscriptions);
        subscriptions.forEach(this::provision);
        return variables;
    }

    /** Before anything is subscribed: what a queue refuses is lost to it. */
    private void admit(List<Topology.Subscription> subscriptions) {
        var senders = new TreeMap<String, Set<String>>();
        for (var subscription : subscriptions) {
            for (var queue : List.of(subscription.queue(), subscription.deadLetters())) {
                senders.computeIfAbsent(queue, _ -> new TreeSet<>())
                        .add(arns.getOrDefault(subscription.topic(), ""));
            }
        }
        senders.forEach(queues::admit);
    }

    int changes() {
        return changes;
    }

    private void provision(Topology.Subscription subscription) {
        var topic = arns.getOrDefault(subscription.topic(), "");
        var queue = queues.arn(subscription.queue());
        var wanted = new HashMap<>(subscription.attributes());
        wanted.put(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + queues.arn(subscription.deadLetters()) + "\"}");
        var there = find(topic, queue);
        if (there.isEmpty()) {
            sns.subscribe(
                    request ->
                            request.topicArn(topic)
                                    .protocol("sqs")
                                    .endpoint(queue)
                                    .attributes(wanted));
            changes++;
        } else {
            mend(there.get().subscriptionArn(), wanted);
        }
    }

    private Optional<Subscription> find(String topic, String queue) {
        return sns
                .listSubscriptionsByTopicPaginator(request -> request.topicArn(topic))
                .subscriptions()
                .stream()
                .filter(each -> each.endpoint().equals(queue))
                .findFirst();
    }

    private void mend(String subscription, Map<String, String> wanted) {
        var there =
                sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                        .attributes();
        if (!Json.same(
                wanted.getOrDefault(SCOPE, ATTRIBUTES), there.getOrDefault(SCOPE, ATTRIBUTES))) {
            // A policy that fits neither the old scope nor the new one would be refused.
            set(subscription, POLICY, "{}");
            set(subscription, SCOPE, wanted.getOrDefault(SCOPE, ATTRIBUTES));
            there = Map.of(SCOPE, wanted.getOrDefault(SCOPE, ATTRIBUTES));
            changes++;
        }
        for (var each : wanted.entrySet()) {
            if (!Json.same(each.getValue(), there.get(each.getKey()))) {
                set(subscription, each.getKey(), each.getValue());
                changes++;
            }
        }
    }

    private void set(String subscription, String name, String value) {
        sns.setSubscriptionAttributes(
                request ->
                        request.subscriptionArn(subscription)
                                .attributeName(name)
                                .attributeValue(value));
    }
}
