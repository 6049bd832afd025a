package io.cashbell.payment.store;

import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentRecord;
import io.cashbell.payment.PaymentRecord.Decline;
import io.cashbell.payment.PaymentRecord.KeptDispute;
import io.cashbell.payment.PaymentRecords;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The whole of a payment's item, read for the owner. */
@Singleton
class DynamoPaymentRecords implements PaymentRecords {

    private final ItemTable table;

    DynamoPaymentRecords(ItemTable table) {
        this.table = table;
    }

    @Override
    public Optional<PaymentRecord> find(OrderId orderId) {
        return table.find(PaymentItem.key(orderId)).map(DynamoPaymentRecords::read);
    }

    static PaymentRecord read(Map<String, AttributeValue> item) {
        Map<AttemptNumber, Instructions> instructions = new HashMap<>();
        Map<AttemptNumber, Decline> declines = new HashMap<>();
        Values.map(item, PaymentItem.ATTEMPTS)
                .forEach(
                        (number, attempt) -> {
                            AttemptNumber key = new AttemptNumber(number);
                            Map<String, AttributeValue> issued =
                                    Values.map(attempt.m(), PaymentItem.INSTRUCTIONS);
                            if (!issued.isEmpty()) {
                                instructions.put(key, PaymentItem.instructions(issued));
                            }
                            Values.optionalText(attempt.m(), PaymentItem.REASON)
                                    .ifPresent(
                                            reason ->
                                                    declines.put(
                                                            key,
                                                            new Decline(
                                                                    reason,
                                                                    Values.text(
                                                                            attempt.m(),
                                                                            PaymentItem.CODE))));
                        });
        return new PaymentRecord(
                PaymentItem.read(item),
                instructions,
                declines,
                disputes(Values.map(item, PaymentItem.DISPUTES)),
                time(item, PaymentItem.SIMULATED),
                time(item, PaymentItem.DUE_AT));
    }

    private static List<KeptDispute> disputes(Map<String, AttributeValue> disputes) {
        return disputes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> dispute(entry.getKey(), entry.getValue().m()))
                .toList();
    }

    private static KeptDispute dispute(String key, Map<String, AttributeValue> members) {
        return new KeptDispute(
                key,
                DisputeReason.of(key.substring(0, key.indexOf('/'))),
                Values.text(members, PaymentItem.ATTEMPT),
                PaymentItem.money(members),
                Values.optionalText(members, PaymentItem.REFERENCE)
                        .map(GatewayReference::new)
                        .orElse(null),
                ClosingItem.read(members));
    }

    private static @Nullable Instant time(Map<String, AttributeValue> item, String name) {
        return Values.optionalNumber(item, name).map(Instant::ofEpochMilli).orElse(null);
    }
}
