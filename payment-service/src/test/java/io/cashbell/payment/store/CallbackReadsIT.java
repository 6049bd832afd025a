package io.cashbell.payment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.OrderId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What should be gone and is still there, since the table forgets days later than it should. */
@Timeout(60)
@ExtendWith(BackendExtension.class)
class CallbackReadsIT {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Instant now = Instant.now();
    private final String partition = "callbacks#" + EventIds.next();
    private final LiveTable live;
    private final CallbackReads reads;

    CallbackReadsIT(Resources resources) {
        this.live = new LiveTable(resources);
        this.reads = new CallbackReads(live.dynamo(), live.configuration(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void whatShouldBeGoneHidesNothingOlder() {
        List<CallbackId> verified = new ArrayList<>();
        for (int second = 0; second < 4; second++) {
            verified.add(kept(second, now.plus(Duration.ofDays(80))));
        }
        for (int second = 10; second < 40; second++) {
            kept(second, now.minusSeconds(1));
        }
        Collections.reverse(verified);

        CallbackId latest = CallbackId.firstAt(now.plusSeconds(60));
        assertThat(ids(latest, 3)).isEqualTo(verified.subList(0, 3));
        assertThat(ids(verified.get(2), 3)).isEqualTo(verified.subList(3, 4));
        assertThat(ids(latest, 100)).isEqualTo(verified);
    }

    @Test
    void whatShouldBeGoneHidesNoCallbackOfItsOrder() {
        OrderId order = new OrderId(EventIds.next());
        CallbackId verified = CallbackId.next(now, RANDOM);
        for (int copy = 10; copy < 40; copy++) {
            put(
                    CallbackItem.reference(order, "fingerprint-" + copy),
                    CallbackId.next(now, RANDOM),
                    now.minusSeconds(1));
        }
        put(
                CallbackItem.reference(order, "fingerprint-99"),
                verified,
                now.plus(Duration.ofDays(80)));

        assertThat(reads.references(order, 5)).containsExactly(verified);
    }

    private List<CallbackId> ids(CallbackId before, int most) {
        return reads.partition(partition, before, most).stream()
                .map(item -> new CallbackId(Values.text(item, ItemKey.SK)))
                .toList();
    }

    private CallbackId kept(int second, Instant until) {
        CallbackId id = CallbackId.next(now.plusSeconds(second), RANDOM);
        put(new ItemKey(partition, id.value()), id, until);
        return id;
    }

    private void put(ItemKey key, CallbackId id, Instant until) {
        Map<String, AttributeValue> item = new HashMap<>(key.attributes());
        item.put(CallbackItem.ID, Values.of(id.value()));
        item.put(CallbackItem.TTL, Values.of(until.getEpochSecond()));
        live.dynamo().putItem(put -> put.tableName(live.configuration().table()).item(item));
    }
}
