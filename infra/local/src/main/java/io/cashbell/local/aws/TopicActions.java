package io.cashbell.local.aws;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** CreateTopic, DeleteTopic, ListTopics, GetTopicAttributes, SetTopicAttributes. */
final class TopicActions {
    private final Topics topics;
    private final String account;

    TopicActions(Topics topics, String account) {
        this.topics = topics;
        this.account = account;
    }

    void addTo(Map<String, Function<SnsRequest, Xml>> actions) {
        actions.put("CreateTopic", this::create);
        actions.put("DeleteTopic", this::delete);
        actions.put("ListTopics", this::list);
        actions.put("GetTopicAttributes", this::attributes);
        actions.put("SetTopicAttributes", this::change);
    }

    private Xml create(SnsRequest request) {
        var name = request.require("Name");
        if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
            throw SnsException.invalid("Topic Name");
        }
        return new Xml().element("TopicArn", topics.create(name, request.map("Attributes")));
    }

    private Xml delete(SnsRequest request) {
        topics.delete(request.require("TopicArn"));
        return new Xml();
    }

    private Xml list(SnsRequest request) {
        var page = Page.of(topics.all(), request);
        var xml = new Xml().open("Topics");
        page.items().forEach(arn -> xml.open("member").element("TopicArn", arn).close("member"));
        return page.writeNext(xml.close("Topics"));
    }

    private Xml attributes(SnsRequest request) {
        var arn = request.require("TopicArn");
        var all = new TreeMap<String, String>();
        all.put("DisplayName", "");
        all.putAll(topics.attributes(arn));
        all.put("TopicArn", arn);
        all.put("Owner", account);
        all.put("SubscriptionsConfirmed", String.valueOf(topics.subscribers(arn).size()));
        all.put("SubscriptionsPending", "0");
        all.put("SubscriptionsDeleted", "0");
        return new Xml().attributes(all);
    }

    private Xml change(SnsRequest request) {
        var value = request.find("AttributeValue");
        topics.change(
                request.require("TopicArn"),
                request.require("AttributeName"),
                value == null ? "" : value);
        return new Xml();
    }
}
