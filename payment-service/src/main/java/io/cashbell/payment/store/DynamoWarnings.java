package io.cashbell.payment.store;

import static io.cashbell.messaging.item.Condition.equal;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult.Refused;
import io.cashbell.messaging.store.WriteResult.Written;
import io.cashbell.payment.ToldWarnings;
import io.cashbell.payment.Warning;
import io.cashbell.payment.event.WarningRaised;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A warning as an item, key {@code (warning-ecpay-callbacks-missing, warning)}, or {@code
 * warning-shop-…} where it is about no gateway: {@code w} its code, {@code g} the gateway, {@code
 * first} when it was noticed first, {@code told} when it was told last, {@code n} how often, {@code
 * ttl}, a while after that.
 */
@Singleton
class DynamoWarnings implements ToldWarnings {

    private static final String PREFIX = "warning-";
    private static final String SHOP = "shop";
    private static final String WARNING = "w";
    private static final String GATEWAY = "g";
    private static final String FIRST = "first";
    private static final String TOLD = "told";
    private static final String COUNT = "n";
    private static final String TTL = "ttl";

    /** Whatever was not noticed for so long begins anew. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final ItemTable table;

    DynamoWarnings(ItemTable table) {
        this.table = table;
    }

    @Override
    public boolean tell(Warning warning, @Nullable String gateway, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MILLIS);
        ItemKey key =
                new ItemKey(
                        PREFIX + (gateway == null ? SHOP : gateway) + "-" + warning.code(),
                        "warning");
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(WARNING, Values.of(warning.code()));
        if (gateway != null) {
            item.put(GATEWAY, Values.of(gateway));
        }
        item.put(FIRST, Values.of(now));
        item.put(TOLD, Values.of(now));
        item.put(COUNT, Values.of(1));
        item.put(TTL, ttl(now));
        return switch (table.insert(key, item, OutboxEntry.of(WarningRaised.TYPE, now, 1))) {
            case Written _ -> true;
            case Refused(var before) -> before != null && tellAgain(key, before, now);
        };
    }

    /** Of all who find that a day has passed, the first one to write tells it. */
    private boolean tellAgain(ItemKey key, Map<String, AttributeValue> before, Instant now) {
        Instant told = Values.instant(before, TOLD);
        if (now.isBefore(told.plus(QUIET))) {
            return false;
        }
        long count = Values.number(before, COUNT) + 1;
        return table.update(
                        ItemUpdate.of(key)
                                .set(TOLD, Values.of(now))
                                .set(COUNT, Values.of(count))
                                .set(TTL, ttl(now))
                                .require(equal(TOLD, Values.of(told)))
                                .tell(OutboxEntry.of(WarningRaised.TYPE, now, count)))
                instanceof Written;
    }

    /** The data of the event; no part of it ever changes. */
    static WarningRaised said(Map<String, AttributeValue> item) {
        return new WarningRaised(
                Values.text(item, WARNING),
                Values.optionalText(item, GATEWAY).orElse(null),
                Values.instant(item, FIRST));
    }

    private static AttributeValue ttl(Instant now) {
        return Values.of(now.plus(KEPT).getEpochSecond());
    }
}
