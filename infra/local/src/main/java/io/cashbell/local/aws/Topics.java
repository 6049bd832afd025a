package io.cashbell.local.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The topics and who hears them. Reading takes no lock; a change is on disk before it is answered.
 */
final class Topics {
    private final String prefix;
    private final TopicsFile file;
    private final Map<String, Map<String, String>> topics = new ConcurrentHashMap<>();
    private final Map<String, List<Subscription>> subscribers = new ConcurrentHashMap<>();

    /**
     * @param prefix what a topic's ARN begins with: {@code arn:aws:sns:region:account:}
     */
    Topics(String prefix, TopicsFile file) {
        this.prefix = prefix;
        this.file = file;
        var stored = file.read();
        stored.topics().forEach((arn, attributes) -> topics.put(arn, Map.copyOf(attributes)));
        for (var each : stored.subscriptions()) {
            add(new Subscription(each.arn(), each.topic(), each.endpoint(), each.attributes()));
        }
    }

    synchronized String create(String name, Map<String, String> attributes) {
        var arn = prefix + name;
        var known = topics.get(arn);
        if (known == null) {
            topics.put(arn, Map.copyOf(attributes));
            save();
        } else if (!known.entrySet().containsAll(attributes.entrySet())) {
            throw SnsException.invalid(
                    "Attributes Reason: Topic already exists with different attributes");
        }
        return arn;
    }

    synchronized void delete(String arn) {
        if (topics.remove(arn) != null) {
            subscribers.remove(arn);
            save();
        }
    }

    Collection<String> all() {
        return topics.keySet().stream().sorted().toList();
    }

    Map<String, String> attributes(String arn) {
        var attributes = topics.get(arn);
        if (attributes == null) {
            throw SnsException.notFound("Topic");
        }
        return attributes;
    }

    synchronized void change(String arn, String name, String value) {
        var changed = new TreeMap<>(attributes(arn));
        changed.put(name, value);
        topics.put(arn, Map.copyOf(changed));
        save();
    }

    /** Who hears this topic; refuses a topic that does not exist. */
    List<Subscription> subscribers(String arn) {
        attributes(arn);
        return subscribers.getOrDefault(arn, List.of());
    }

    List<Subscription> subscriptions() {
        return all().stream().flatMap(arn -> subscribers(arn).stream()).toList();
    }

    /** Subscribing a queue again gives the subscription that it has. */
    synchronized Subscription subscribe(
            String topic, String endpoint, Map<String, String> attributes) {
        for (var known : subscribers(topic)) {
            if (known.endpoint().equals(endpoint)) {
                if (!attributes.isEmpty() && !known.hasSameAttributes(attributes)) {
                    throw SnsException.invalid(
                            "Attributes Reason: Subscription already exists with different"
                                    + " attributes");
                }
                return known;
            }
        }
        var created =
                new Subscription(topic + ":" + UUID.randomUUID(), topic, endpoint, attributes);
        add(created);
        save();
        return created;
    }

    Subscription subscription(String arn) {
        var found = find(arn);
        if (found == null) {
            throw SnsException.notFound("Subscription");
        }
        return found;
    }

    synchronized void change(Subscription changed) {
        subscribers.computeIfPresent(
                changed.topic(),
                (_, all) ->
                        all.stream()
                                .map(each -> each.arn().equals(changed.arn()) ? changed : each)
                                .toList());
        save();
    }

    synchronized void unsubscribe(String arn) {
        var found = find(arn);
        if (found != null) {
            subscribers.computeIfPresent(
                    found.topic(),
                    (_, all) -> all.stream().filter(each -> !each.arn().equals(arn)).toList());
            save();
        }
    }

    private @Nullable Subscription find(String arn) {
        var colon = arn.lastIndexOf(':');
        var topic = colon < 0 ? arn : arn.substring(0, colon);
        for (var each : subscribers.getOrDefault(topic, List.of())) {
            if (each.arn().equals(arn)) {
                return each;
            }
        }
        return null;
    }

    private void add(Subscription subscription) {
        subscribers.merge(
                subscription.topic(),
                List.of(subscription),
                (known, added) -> {
                    var all = new ArrayList<>(known);
                    all.addAll(added);
                    return List.copyOf(all);
                });
    }

    private void save() {
        file.write(
                new TopicsFile.Content(
                        new LinkedHashMap<>(new TreeMap<>(topics)),
                        subscriptions().stream()
                                .map(
                                        each ->
                                                new TopicsFile.StoredSubscription(
                                                        each.arn(),
                                                        each.topic(),
                                                        each.endpoint(),
                                                        each.attributes()))
                                .toList()));
    }
}
