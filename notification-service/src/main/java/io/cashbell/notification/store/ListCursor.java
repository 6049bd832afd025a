package io.cashbell.notification.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.notification.Notification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a page of a list begins behind, as one opaque word. */
final class ListCursor {
    private static final int LONGEST = 1_024;

    private ListCursor() {}

    /** Behind one mail of an order. */
    record Mail(Instant recordedAt, String eventId) {
        static Mail of(Notification mail) {
            return new Mail(mail.recordedAt(), mail.id().eventId());
        }

        static Mail parse(String cursor) {
            List<String> parts = unpack(cursor, 2);
            try {
                return new Mail(
                        Instant.ofEpochMilli(Long.parseLong(parts.getFirst())), parts.getLast());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("not a cursor", e);
            }
        }

        String text() {
            return pack(Long.toString(recordedAt.toEpochMilli()), eventId);
        }

        /** Latest first: what is older comes behind it. */
        boolean isBefore(Notification mail) {
            int order = mail.recordedAt().compareTo(recordedAt);
            return order < 0 || (order == 0 && mail.id().eventId().compareTo(eventId) < 0);
        }
    }

    /** Behind one entry of a partition of the index; or at its start, where the rest is empty. */
    record Index(String partition, String since, String pk, String sk) {
        static Index startOf(String partition) {
            return new Index(partition, "", "", "");
        }

        /**
         * @param lastKey as DynamoDB gave it; empty for the partition's start
         */
        static Index of(String partition, Map<String, AttributeValue> lastKey) {
            return lastKey.isEmpty()
                    ? startOf(partition)
                    : new Index(
                            partition,
                            Values.text(lastKey, Outbox.SINCE),
                            Values.text(lastKey, ItemKey.PK),
                            Values.text(lastKey, ItemKey.SK));
        }

        static Index parse(String cursor) {
            List<String> parts = unpack(cursor, 4);
            Index index = new Index(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
            if (!index.pk.isEmpty() && (index.sk.isEmpty() || index.since.isEmpty())) {
                throw new IllegalArgumentException("not a cursor");
            }
            return index;
        }

        Map<String, AttributeValue> startKey() {
            return pk.isEmpty()
                    ? Map.of()
                    : Map.of(
                            Outbox.SHARD, Values.of(partition),
                            Outbox.SINCE, Values.of(since),
                            ItemKey.PK, Values.of(pk),
                            ItemKey.SK, Values.of(sk));
        }

        String text() {
            return pack(partition, since, pk, sk);
        }
    }

    private static String pack(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> unpack(String cursor, int parts) {
        if (cursor.length() > LONGEST) {
            throw new IllegalArgumentException("not a cursor");
        }
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        List<String> found = List.of(text.split("\n", -1));
        if (found.size() != parts) {
            throw new IllegalArgumentException("not a cursor");
        }
        return found;
    }
}
