package io.cashbell.payment.store;

import io.cashbell.messaging.ContentionException;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult.Refused;
import io.cashbell.messaging.store.WriteResult.Written;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Payments.Claiming;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Who may ask a gateway for the money of an attempt. A claim bears the id of the return that it was
 * made for, which no other request has: by it a claim is known whose answer was lost, and nobody
 * gives back another one's.
 */
@Singleton
class AttemptClaims {

    private final ItemTable table;
    private final PaymentChanges changes;

    AttemptClaims(ItemTable table, PaymentChanges changes) {
        this.table = table;
        this.changes = changes;
    }

    Claiming claim(OrderId orderId, AttemptNumber attempt, String merchant, Instant at) {
        Map<String, AttributeValue> item = table.find(PaymentItem.key(orderId)).orElse(null);
        for (int race = 0; item != null && race < LostRace.MOST; race++) {
            Payment payment = PaymentItem.read(item);
            if (race > 0 && isOurs(item, payment, attempt, at)) {
                return new Claiming.Claimed(payment);
            }
            if (!payment.isClaimable(attempt, merchant, at)) {
                return new Claiming.Refused(payment);
            }
            switch (table.update(
                    changes.claim(orderId, PaymentItem.changes(item), attempt, merchant, at))) {
                case Written(var claimed) -> {
                    return new Claiming.Claimed(PaymentItem.read(claimed));
                }
                case Refused _ -> item = LostRace.again(table, orderId, race);
            }
        }
        if (item == null) {
            return new Claiming.NoPayment();
        }
        throw neverStoodStill(orderId);
    }

    /** The client repeats a write whose answer is lost, and the first one refuses the second. */
    private static boolean isOurs(
            Map<String, AttributeValue> item, Payment payment, AttemptNumber number, Instant at) {
        return CallbackId.CAUSE.isBound()
                && PaymentItem.causedBy(item, CallbackId.CAUSE.get()).isPresent()
                && isClaimedAt(payment, number, at);
    }

    private static boolean isClaimedAt(Payment payment, AttemptNumber number, Instant at) {
        var attempt = payment.attempts().get(number);
        return attempt != null && at.equals(attempt.claimedAt());
    }

    void giveBack(OrderId orderId, AttemptNumber attempt, CallbackId by) {
        Map<String, AttributeValue> item = table.find(PaymentItem.key(orderId)).orElse(null);
        for (int race = 0; item != null && race < LostRace.MOST; race++) {
            long known = PaymentItem.changes(item);
            // Its note leaves with the claim. Without the note there is nothing of ours, but its
            // write may still be on its way: it finds another number of changes, and is refused.
            ItemUpdate update =
                    PaymentItem.causedBy(item, by)
                            .map(note -> changes.giveBack(orderId, known, attempt, note))
                            .orElseGet(() -> changes.outdate(orderId, known));
            switch (table.update(update)) {
                case Written _ -> {
                    return;
                }
                case Refused _ -> item = LostRace.again(table, orderId, race);
            }
        }
        if (item != null) {
            throw neverStoodStill(orderId);
        }
    }

    private static ContentionException neverStoodStill(OrderId orderId) {
        return new ContentionException("payment of order " + orderId + " never stood still");
    }
}
