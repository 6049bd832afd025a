package io.cashbell.local.aws;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Publish and PublishBatch. */
final class PublishActions {
    private static final int MAX_ENTRIES = 10;
    private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern SUBJECT = Pattern.compile("[\\p{ASCII}&&[^\\p{Cntrl}]]{1,100}");

    private final Topics topics;
    private final Delivery delivery;

    PublishActions(Topics topics, Delivery delivery) {
        this.topics = topics;
        this.delivery = delivery;
    }

    void addTo(Map<String, Function<SnsRequest, Xml>> actions) {
        actions.put("Publish", this::publish);
        actions.put("PublishBatch", this::publishBatch);
    }

    private Xml publish(SnsRequest request) {
        var target = request.find("TopicArn");
        var topic = target == null ? request.require("TargetArn") : target;
        var subscribers = topics.subscribers(topic);
        var publication = publication(request, topic, "");
        if (publication.bytes() > Publication.MAX_BYTES) {
            throw SnsException.invalid("Message too long");
        }
        delivery.deliver(List.of(publication), subscribers);
        return new Xml().element("MessageId", publication.id());
    }

    private Xml publishBatch(SnsRequest request) {
        var topic = request.require("TopicArn");
        var subscribers = topics.subscribers(topic);
        var accepted = new ArrayList<Publication>();
        var successful = new Xml();
        var failed = new Xml();
        for (var prefix : entries(request)) {
            var id = request.require(prefix + "Id");
            try {
                var publication = publication(request, topic, prefix);
                accepted.add(publication);
                successful
                        .open("member")
                        .element("Id", id)
                        .element("MessageId", publication.id())
                        .close("member");
            } catch (SnsException refused) {
                failed.open("member")
                        .element("Id", id)
                        .element("Code", refused.code())
                        .element("Message", String.valueOf(refused.getMessage()))
                        .element("SenderFault", "true")
                        .close("member");
            }
        }
        if (accepted.stream().mapToInt(Publication::bytes).sum() > Publication.MAX_BYTES) {
            throw SnsException.of(
                    "BatchRequestTooLong",
                    "The length of all the messages put together is more than the limit.");
        }
        delivery.deliver(accepted, subscribers);
        return new Xml().nest("Successful", successful).nest("Failed", failed);
    }

    /**
     * What the parameters of each entry begin with; refuses a batch that SNS refuses as a whole.
     */
    private static List<String> entries(SnsRequest request) {
        var prefixes = new ArrayList<String>();
        var ids = new HashSet<String>();
        for (var i = 1; ; i++) {
            var prefix = "PublishBatchRequestEntries.member." + i + ".";
            if (!request.has(prefix)) {
                break;
            }
            var id = request.require(prefix + "Id");
            if (!ENTRY_ID.matcher(id).matches()) {
                throw SnsException.of(
                        "InvalidBatchEntryId",
                        "The Id of a batch entry in a batch request doesn't abide by the"
                                + " specification.");
            }
            if (!ids.add(id)) {
                throw SnsException.of(
                        "BatchEntryIdsNotDistinct",
                        "Two or more batch entries in the request have the same Id.");
            }
            prefixes.add(prefix);
        }
        if (prefixes.isEmpty()) {
            throw SnsException.of(
                    "EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (prefixes.size() > MAX_ENTRIES) {
            throw SnsException.of(
                    "TooManyEntriesInBatchRequest",
                    "The batch request contains more entries than permissible.");
        }
        return prefixes;
    }

    private static Publication publication(SnsRequest request, String topic, String prefix) {
        var message = request.find(prefix + "Message");
        if (message == null || message.isEmpty()) {
            throw SnsException.invalid("Empty message");
        }
        var subject = request.find(prefix + "Subject");
        if (subject != null && !SUBJECT.matcher(subject).matches()) {
            throw SnsException.invalid("Subject");
        }
        if ("json".equals(request.find(prefix + "MessageStructure"))) {
            message = MessageStructure.forQueues(message);
        }
        return new Publication(topic, subject, message, request.messageAttributes(prefix));
    }
}
