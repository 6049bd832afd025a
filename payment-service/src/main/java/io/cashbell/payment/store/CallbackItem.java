package io.cashbell.payment.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.payment.CallbackCheck;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.KeptCallback.Evidence;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.SignatureExplanation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A kept callback as an item, and back. The keys are explained in this room's package-info. */
final class CallbackItem {

    /** Each takes a thousand callbacks a second. */
    static final int SHARDS = 4;

    static final String BODY = "b";
    static final String TTL = "ttl";
    static final String ID = "id";
    static final String COUNT = "n";
    static final String REPLAYED_AT = "rt";
    static final String REPLAYED_BY = "rb";
    static final String REPLAY_OUTCOME = "ro";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);

    private CallbackItem() {}

    /**
     * @param f which reference counts its copies: partition and sort key; null where none does
     */
    private record Stored(
            int v,
            String g,
            @Nullable String r,
            String o,
            boolean a,
            String w,
            List<StoredCheck> c,
            Map<String, String> p,
            boolean t,
            @Nullable String e,
            @Nullable String s,
            @Nullable SignatureExplanation x,
            @Nullable List<String> f) {}

    private record StoredCheck(String n, CallbackCheck.Verdict v, String w) {}

    /** A callback as it was read, and where its copies are counted. */
    record Read(KeptCallback callback, @Nullable ItemKey reference) {}

    static ItemKey key(CallbackId id) {
        return new ItemKey(partition(hour(id.at()), id.spread(SHARDS)), id.value());
    }

    static String partition(String hour, int shard) {
        return "callbacks#" + hour + "#" + shard;
    }

    /** Such as {@code 2026-01-01T10}. */
    static String hour(Instant at) {
        return HOUR.format(at);
    }

    static Instant start(String hour) {
        return Instant.parse(hour + ":00:00Z");
    }

    /** Where the copies of what was signed are counted. */
    static ItemKey reference(@Nullable OrderId orderId, String fingerprint) {
        return new ItemKey(
                "callback-of#" + (orderId == null ? fingerprint : orderId.value()), fingerprint);
    }

    static ItemKey budget(String gateway, Instant at) {
        return new ItemKey("callback-budget#" + gateway + "#" + hour(at), "budget");
    }

    static Map<String, AttributeValue> attributes(
            KeptCallback kept, @Nullable ItemKey reference, Instant until) {
        Map<String, AttributeValue> item = new HashMap<>(key(kept.id()).attributes());
        item.put(BODY, Values.of(Packed.of(text(kept, reference))));
        item.put(TTL, Values.of(until.getEpochSecond()));
        return item;
    }

    static Read read(Map<String, AttributeValue> item) {
        try {
            Stored stored = JSON.readValue(Packed.read(Values.bytes(item, BODY)), Stored.class);
            KeptCallback callback =
                    new KeptCallback(
                            new CallbackId(Values.text(item, ItemKey.SK)),
                            stored.g(),
                            stored.r() == null ? null : new OrderId(stored.r()),
                            stored.o(),
                            stored.a(),
                            stored.w(),
                            stored.c().stream()
                                    .map(c -> new CallbackCheck(c.n(), c.v(), c.w()))
                                    .toList(),
                            new LinkedHashMap<>(stored.p()),
                            stored.t(),
                            stored.e() == null || stored.s() == null
                                    ? null
                                    : new Evidence(stored.e(), stored.s()),
                            stored.x(),
                            0);
            return new Read(
                    callback,
                    stored.f() == null
                            ? null
                            : new ItemKey(stored.f().getFirst(), stored.f().getLast()));
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("what is kept of a callback cannot be read", notOurs);
        }
    }

    static KeptCallback counted(KeptCallback kept, long copies) {
        return new KeptCallback(
                kept.id(),
                kept.gateway(),
                kept.orderId(),
                kept.outcome(),
                kept.acknowledged(),
                kept.change(),
                kept.checks(),
                kept.parts(),
                kept.cut(),
                kept.evidence(),
                kept.explanation(),
                copies);
    }

    static KeptCallback named(KeptCallback kept, CallbackId id) {
        return new KeptCallback(
                id,
                kept.gateway(),
                kept.orderId(),
                kept.outcome(),
                kept.acknowledged(),
                kept.change(),
                kept.checks(),
                kept.parts(),
                kept.cut(),
                kept.evidence(),
                kept.explanation(),
                kept.copies());
    }

    private static String text(KeptCallback kept, @Nullable ItemKey reference) {
        Evidence evidence = kept.evidence();
        OrderId orderId = kept.orderId();
        try {
            return JSON.writeValueAsString(
                    new Stored(
                            1,
                            kept.gateway(),
                            orderId == null ? null : orderId.value(),
                            kept.outcome(),
                            kept.acknowledged(),
                            kept.change(),
                            kept.checks().stream()
                                    .map(c -> new StoredCheck(c.name(), c.verdict(), c.words()))
                                    .toList(),
                            kept.parts(),
                            kept.cut(),
                            evidence == null ? null : evidence.notice(),
                            evidence == null ? null : evidence.seal(),
                            kept.explanation(),
                            reference == null ? null : List.of(reference.pk(), reference.sk())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a callback could not be written", e);
        }
    }
}
