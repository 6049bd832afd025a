package io.cashbell.local.aws;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** Subscribe, Unsubscribe, the two lists, and the attributes of a subscription. */
final class SubscriptionActions {
    private final Topics topics;
    private final String account;

    SubscriptionActions(Topics topics, String account) {
        this.topics = topics;
        this.account = account;
    }

    void addTo(Map<String, Function<SnsRequest, Xml>> actions) {
        actions.put("Subscribe", this::subscribe);
        actions.put("Unsubscribe", this::unsubscribe);
        actions.put("ListSubscriptions", request -> list(topics.subscriptions(), request));
        actions.put(
                "ListSubscriptionsByTopic",
                request -> list(topics.subscribers(request.require("TopicArn")), request));
        actions.put("GetSubscriptionAttributes", this::attributes);
        actions.put("SetSubscriptionAttributes", this::change);
    }

    private Xml subscribe(SnsRequest request) {
        var protocol = request.require("Protocol");
        if (!protocol.equals("sqs")) {
            throw SnsException.invalid(
                    "Amazon SNS does not support this protocol string: " + protocol);
        }
        var endpoint = request.require("Endpoint");
        if (!endpoint.matches("arn:aws[a-z-]*:sqs:[^:]*:[^:]*:[A-Za-z0-9_-]{1,80}")) {
            throw SnsException.invalid("SQS endpoint ARN");
        }
        var subscription =
                topics.subscribe(request.require("TopicArn"), endpoint, request.map("Attributes"));
        return new Xml().element("SubscriptionArn", subscription.arn());
    }

    private Xml unsubscribe(SnsRequest request) {
        topics.unsubscribe(request.require("SubscriptionArn"));
        return new Xml();
    }

    private Xml list(Collection<Subscription> subscriptions, SnsRequest request) {
        var page = Page.of(subscriptions, request);
        var xml = new Xml().open("Subscriptions");
        page.items()
                .forEach(
                        each ->
                                xml.open("member")
                                        .element("SubscriptionArn", each.arn())
                                        .element("Owner", account)
                                        .element("Protocol", "sqs")
                                        .element("Endpoint", each.endpoint())
                                        .element("TopicArn", each.topic())
                                        .close("member"));
        return page.writeNext(xml.close("Subscriptions"));
    }

    private Xml attributes(SnsRequest request) {
        var subscription = topics.subscription(request.require("SubscriptionArn"));
        return new Xml().attributes(subscription.description(account));
    }

    private Xml change(SnsRequest request) {
        var subscription = topics.subscription(request.require("SubscriptionArn"));
        var value = request.find("AttributeValue");
        topics.change(
                subscription.with(request.require("AttributeName"), value == null ? "" : value));
        return new Xml();
    }
}
