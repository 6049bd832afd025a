package io.cashbell.order.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.order.Digest;
import io.cashbell.order.admin.account.Session;
import io.cashbell.order.admin.account.Sessions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sessions, an item each under the digest of their token, which the table removes when it is over.
 */
@Singleton
final class DynamoSessions implements Sessions {
    private static final String EMAIL = "e";
    private static final String GENERATION = "g";
    private static final String CLOSED = "x";
    private static final String TTL = "ttl";

    private final ItemTable table;

    DynamoSessions(ItemTable table) {
        this.table = table;
    }

    @Override
    public void open(Session session) {
        WriteResult result =
                table.insert(
                        key(session.token()),
                        Map.of(
                                EMAIL, Values.of(session.email()),
                                GENERATION, Values.of(session.generation()),
                                TTL, Values.of(session.until().getEpochSecond())));
        // A write whose answer was lost is repeated, and finds itself.
        if (result instanceof WriteResult.Refused refused
                && refused.found()
                        .filter(item -> Values.text(item, EMAIL).equals(session.email()))
                        .isEmpty()) {
            throw new IllegalStateException("Two sessions have one token");
        }
    }

    @Override
    public Optional<Session> find(Digest token) {
        return table.find(key(token))
                .filter(item -> !item.containsKey(CLOSED))
                .map(item -> read(token, item));
    }

    @Override
    public void close(Digest token) {
        table.update(ItemUpdate.of(key(token)).set(CLOSED, Values.of(true)));
    }

    private static Session read(Digest token, Map<String, AttributeValue> item) {
        return new Session(
                token,
                Values.text(item, EMAIL),
                Values.number(item, GENERATION),
                Instant.ofEpochSecond(Values.number(item, TTL)));
    }

    private static ItemKey key(Digest token) {
        return new ItemKey("session#" + token.value(), "session");
    }
}
