package io.cashbell.order.store;

import io.cashbell.messaging.item.Values;
import io.cashbell.order.Digest;
import io.cashbell.order.Happening;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.PaymentStatus;
import io.cashbell.order.Timeline;
import io.cashbell.order.TimelineEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The timeline of an order as an attribute. */
final class TimelineAttributes {
    static final String TIMELINE = "tl";

    private TimelineAttributes() {}

    /** Null for an empty one: most orders have none. */
    static @Nullable AttributeValue of(Timeline timeline) {
        return timeline.entries().isEmpty()
                ? null
                : Values.of(timeline.entries().stream().map(TimelineAttributes::entry).toList());
    }

    static Timeline read(Map<String, AttributeValue> item) {
        return new Timeline(
                Values.list(item, TIMELINE).stream()
                        .map(entry -> TimelineAttributes.entry(entry.m()))
                        .toList());
    }

    private static AttributeValue entry(TimelineEntry entry) {
        Map<String, AttributeValue> members = new HashMap<>();
        members.put("at", Values.of(entry.at().toEpochMilli()));
        members.put("w", Values.of(entry.actor()));
        members.put("k", Values.of(entry.what().text()));
        members.put("t", Values.of(entry.text()));
        TimelineEntry.Obeyed command = entry.command();
        if (command != null) {
            members.put("i", Values.of(command.id()));
            members.put("d", Values.of(command.request().bytes()));
            put(members, "st", "ps", command.after());
            if (command.before() != null) {
                put(members, "sb", "pb", command.before());
            }
        }
        return Values.of(members);
    }

    private static TimelineEntry entry(Map<String, AttributeValue> members) {
        return new TimelineEntry(
                Instant.ofEpochMilli(Values.number(members, "at")),
                Values.text(members, "w"),
                Happening.of(Values.text(members, "k")),
                Values.text(members, "t"),
                Values.optionalText(members, "i").map(id -> command(id, members)).orElse(null));
    }

    private static TimelineEntry.Obeyed command(String id, Map<String, AttributeValue> members) {
        return new TimelineEntry.Obeyed(
                id,
                Digest.ofBytes(Values.bytes(members, "d")),
                Values.optionalText(members, "sb")
                        .map(_ -> standing(members, "sb", "pb"))
                        .orElse(null),
                standing(members, "st", "ps"));
    }

    private static void put(
            Map<String, AttributeValue> members,
            String status,
            String payment,
            TimelineEntry.Standing standing) {
        members.put(status, Values.of(standing.status().text()));
        members.put(payment, Values.of(standing.payment().text()));
    }

    private static TimelineEntry.Standing standing(
            Map<String, AttributeValue> members, String status, String payment) {
        return new TimelineEntry.Standing(
                OrderStatus.of(Values.text(members, status)),
                PaymentStatus.of(Values.text(members, payment)));
    }
}
