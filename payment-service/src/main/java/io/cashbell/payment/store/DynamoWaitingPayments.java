package io.cashbell.payment.store;

import static io.cashbell.messaging.item.Condition.absent;
import static io.cashbell.messaging.item.Condition.equal;

import io.cashbell.messaging.ContentionException;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult.Refused;
import io.cashbell.messaging.store.WriteResult.Written;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentRecord;
import io.cashbell.payment.PaymentRecord.Closing;
import io.cashbell.payment.PaymentRecord.KeptDispute;
import io.cashbell.payment.WaitingPayments;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The list of what waits, read through its index; each payment is read as it stands now. */
@Singleton
class DynamoWaitingPayments implements WaitingPayments {

    private final ItemTable table;
    private final WaitingIndex index;

    DynamoWaitingPayments(ItemTable table, WaitingIndex index) {
        this.table = table;
        this.index = index;
    }

    @Override
    public Page page(@Nullable String after, int most) {
        List<WaitingIndex.Entry> entries = index.find(after, most);
        return new Page(
                entries.stream()
                        .flatMap(entry -> table.find(PaymentItem.key(entry.orderId())).stream())
                        .map(DynamoPaymentRecords::read)
                        // An index may be a moment behind what it is of.
                        .filter(PaymentRecord::waits)
                        .toList(),
                entries.size() < most ? null : entries.getLast().place());
    }

    @Override
    public Optional<KeptDispute> close(OrderId orderId, String key, Closing closing) {
        Map<String, AttributeValue> item = table.find(PaymentItem.key(orderId)).orElse(null);
        for (int race = 0; item != null && race < LostRace.MOST; race++) {
            PaymentRecord before = DynamoPaymentRecords.read(item);
            KeptDispute dispute = before.dispute(key).orElse(null);
            if (dispute == null || dispute.closing() != null) {
                return Optional.ofNullable(dispute);
            }
            switch (table.update(change(item, before, dispute, closing))) {
                case Written(var after) -> {
                    return DynamoPaymentRecords.read(after).dispute(key);
                }
                case Refused _ -> item = LostRace.again(table, orderId, race);
            }
        }
        if (item == null) {
            return Optional.empty();
        }
        throw new ContentionException("payment of order " + orderId + " never stood still");
    }

    private static ItemUpdate change(
            Map<String, AttributeValue> item,
            PaymentRecord before,
            KeptDispute dispute,
            Closing closing) {
        long known = PaymentItem.changes(item);
        String path = ClosingItem.path(dispute.key());
        ItemUpdate update =
                ItemUpdate.of(PaymentItem.key(before.payment().orderId()))
                        .require(equal(PaymentItem.CHANGES, Values.of(known)))
                        .require(absent(path))
                        .set(PaymentItem.CHANGES, Values.of(known + 1))
                        .set(path, ClosingItem.of(closing));
        boolean last =
                before.manualRefunds().isEmpty()
                        && before.openDisputes().stream()
                                .allMatch(open -> open.key().equals(dispute.key()));
        return last ? WaitingIndex.leave(update) : update;
    }
}
