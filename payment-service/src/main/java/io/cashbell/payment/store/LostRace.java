package io.cashbell.payment.store;

import io.cashbell.messaging.store.Backoff;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Somebody else was faster, or our own answer was lost. Of many at once one gets on each time, so
 * each of the others waits for a moment of its own before it tries again.
 */
final class LostRace {

    /**
     * After so many it is given up. Each lost race means that another writer got on, and of those
     * that may come at once there are two for each attempt: how it ended, and that it was told.
     */
    static final int MOST = 2 * Payment.MAX_ATTEMPTS;

    private LostRace() {}

    /**
     * The payment to try again with, as it stands after the pause; what the refusal brought would
     * be old by then.
     *
     * @param race how many were lost before this one
     * @return null where there is none any more
     */
    static @Nullable Map<String, AttributeValue> again(ItemTable table, OrderId orderId, int race) {
        Backoff.pause(race);
        return table.find(PaymentItem.key(orderId)).orElse(null);
    }
}
