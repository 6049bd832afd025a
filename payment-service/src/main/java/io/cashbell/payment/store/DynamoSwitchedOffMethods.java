package io.cashbell.payment.store;

import static io.cashbell.messaging.item.Condition.atMost;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult.Refused;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.SwitchedOffMethods;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One item, key {@code (shop-methods, off)}: {@code off} the codes, {@code seq} the sequence of the
 * event that told them. A lower sequence never overwrites a higher one.
 */
@Singleton
class DynamoSwitchedOffMethods implements SwitchedOffMethods {

    private static final ItemKey KEY = new ItemKey("shop-methods", "off");
    private static final String OFF = "off";
    private static final String SEQUENCE = "seq";

    private final ItemTable table;

    DynamoSwitchedOffMethods(ItemTable table) {
        this.table = table;
    }

    @Override
    public Set<PaymentMethod> latest() {
        return table.findEventually(KEY)
                .map(
                        item ->
                                Values.list(item, OFF).stream()
                                        .map(code -> new PaymentMethod(code.s()))
                                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    @Override
    public void keep(Set<PaymentMethod> off, long sequence) {
        AttributeValue codes = codes(off);
        if (table.insert(KEY, Map.of(OFF, codes, SEQUENCE, Values.of(sequence)))
                instanceof Refused) {
            // Refused once more: something newer is there, or this very thing.
            table.update(
                    ItemUpdate.of(KEY)
                            .set(OFF, codes)
                            .set(SEQUENCE, Values.of(sequence))
                            .require(atMost(SEQUENCE, Values.of(sequence - 1))));
        }
    }

    private static AttributeValue codes(Set<PaymentMethod> off) {
        List<AttributeValue> codes =
                off.stream().map(PaymentMethod::code).sorted().map(Values::of).toList();
        return Values.of(codes);
    }
}
