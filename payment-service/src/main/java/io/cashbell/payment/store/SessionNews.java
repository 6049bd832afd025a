package io.cashbell.payment.store;

import io.cashbell.messaging.ContentionException;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.messaging.store.WriteResult.Refused;
import io.cashbell.messaging.store.WriteResult.Written;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.OrderId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells of each attempt that a buyer can pay by, in the write that makes it one, where the settings
 * say so; otherwise the write is made as it is. News are numbered and say what the item knows, so
 * the item is read first.
 */
@Singleton
class SessionNews {

    private final ItemTable table;
    private final PaymentChanges changes;
    private final boolean told;

    SessionNews(ItemTable table, PaymentChanges changes, SessionConfig config) {
        this.table = table;
        this.changes = changes;
        this.told = config.told();
    }

    /** How many changes a payment has once its buyer was sent to the gateway. */
    long changesByOneVisit() {
        return told ? 1 : 0;
    }

    /** Of an attempt that needs nothing of the gateway: it may be paid until the deadline. */
    WriteResult ofOpened(OrderId orderId, AttemptNumber attempt, Supplier<ItemUpdate> opening) {
        return write(orderId, attempt, PaymentItem.TIME, Instant.MAX, opening);
    }

    /** Of an attempt whose session the gateway has given; of the first one alone. */
    WriteResult ofKept(
            OrderId orderId,
            AttemptNumber attempt,
            GatewaySession session,
            Supplier<ItemUpdate> keeping) {
        return write(orderId, attempt, PaymentItem.SESSION, session.expiresAt(), keeping);
    }

    /**
     * @param made the attempt's member that {@code update} makes
     */
    private WriteResult write(
            OrderId orderId,
            AttemptNumber attempt,
            String made,
            Instant until,
            Supplier<ItemUpdate> update) {
        if (!told) {
            return table.update(update.get());
        }
        Map<String, AttributeValue> item = table.find(PaymentItem.key(orderId)).orElse(null);
        for (int race = 0; race < LostRace.MOST; race++) {
            if (item == null) {
                return new Refused(null);
            }
            if (attempt(item, attempt).containsKey(made)) {
                // A second copy, or our own write, whose answer was lost: it is told.
                return new Written(item);
            }
            Instant deadline = PaymentItem.time(item, PaymentItem.EXPIRES_AT);
            WriteResult result =
                    table.update(
                            changes.tellSession(
                                    update.get(),
                                    item,
                                    attempt,
                                    until.isBefore(deadline) ? until : deadline));
            if (!(result instanceof Refused(var existing))
                    || existing == null
                    || PaymentItem.changes(existing) == PaymentItem.changes(item)) {
                return result;
            }
            // Somebody else was faster, and the number is taken.
            item = LostRace.again(table, orderId, race);
        }
        throw new ContentionException("payment of order " + orderId + " never stood still");
    }

    private static Map<String, AttributeValue> attempt(
            Map<String, AttributeValue> item, AttemptNumber number) {
        return Values.map(Values.map(item, PaymentItem.ATTEMPTS), number.value());
    }
}
