package io.cashbell.order.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.order.event.PaymentMethodsChanged;
import io.cashbell.order.shopkeeping.ShopChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which event a change of the shop tells: one at most, in an item of its own, key {@code
 * (shop-payment-methods, number of the write)}: {@code a} the site as the change left it.
 */
final class ShopEvents {
    static final String SUBJECT = "shop-payment-methods";

    private static final String AFTER = "a";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ShopEvents() {}

    /**
     * @param number of the write; of two changes the later has the higher one
     */
    static Optional<OutboxEntry> toldBy(ShopChange change, long number) {
        return change.kind() == ShopChange.Kind.SITE_CHANGED
                        && !methodsOff(change.before()).equals(methodsOff(change.after()))
                ? Optional.of(
                        new OutboxEntry(
                                change.id(), PaymentMethodsChanged.TYPE, change.at(), number, null))
                : Optional.empty();
    }

    static ItemKey key(long number) {
        return new ItemKey(SUBJECT, "%014d".formatted(number));
    }

    /** The item that tells {@code entry}, whole. */
    static Map<String, AttributeValue> item(
            ShopChange change, OutboxEntry entry, MessagingConfiguration configuration) {
        Map<String, AttributeValue> item = new HashMap<>(key(entry.sequence()).attributes());
        item.put(AFTER, Values.of(change.after()));
        item.putAll(Outbox.of(List.of(entry), configuration.shardOf(SUBJECT)));
        return item;
    }

    /** The data of the event. */
    static PaymentMethodsChanged said(Map<String, AttributeValue> item) {
        return new PaymentMethodsChanged(methodsOff(Values.text(item, AFTER)));
    }

    private static List<String> methodsOff(@Nullable String site) {
        if (site == null) {
            return List.of();
        }
        try {
            List<String> codes = new ArrayList<>();
            JSON.readTree(site).path("methodsOff").forEach(code -> codes.add(code.asText()));
            return codes.stream().sorted().distinct().toList();
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("a site that was kept is no JSON", notOurs);
        }
    }
}
