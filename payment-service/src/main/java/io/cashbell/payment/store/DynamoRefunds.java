package io.cashbell.payment.store;

import io.cashbell.messaging.ContentionException;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.messaging.store.WriteResult.Refused;
import io.cashbell.messaging.store.WriteResult.Written;
import io.cashbell.payment.Dispute;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentRecord.Closing;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundFact;
import io.cashbell.payment.RefundFact.DoneByPerson;
import io.cashbell.payment.RefundFact.GivenUp;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundState.Manual;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.RefundTransitions;
import io.cashbell.payment.Refunds;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Refunds as parts of their payment's item, so that one write sees all of them. */
@Singleton
class DynamoRefunds implements Refunds {

    /** Refusals are kept beside the refunds that were taken, and may not crowd them out. */
    private static final int MAX_WITH_REFUSED = Payment.MAX_REFUNDS / 2;

    /** Of a task that the gateway's own record gave rise to. */
    private static final String FOUND = "found-at-gateway";

    private final ItemTable table;
    private final RefundChanges changes;
    private final Clock clock;

    DynamoRefunds(ItemTable table, RefundChanges changes, Clock clock) {
        this.table = table;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Optional<Payment> find(OrderId orderId) {
        return item(orderId).map(PaymentItem::read);
    }

    @Override
    public Asking request(OrderId orderId, RefundRequest request) {
        Map<String, AttributeValue> item = item(orderId).orElse(null);
        for (int race = 0; item != null && race < LostRace.MOST; race++) {
            Payment payment = PaymentItem.read(item);
            Refund known = payment.refunds().get(request.id());
            if (known != null) {
                return new Asking.Known(payment, known);
            }
            String objection = objection(payment, request);
            if (objection != null) {
                return new Asking.Refused(payment, objection);
            }
            switch (table.update(changes.request(orderId, item, request))) {
                case Written(var kept) -> {
                    return new Asking.Kept(PaymentItem.read(kept));
                }
                case Refused _ -> item = LostRace.again(table, orderId, race);
            }
        }
        if (item == null) {
            return new Asking.NoPayment();
        }
        throw neverStoodStill(orderId);
    }

    private static @Nullable String objection(Payment payment, RefundRequest request) {
        if (!(payment.state() instanceof Confirmed)) {
            return "not-paid";
        }
        if (!request.amount().currency().equals(payment.amount().currency())) {
            return "other-currency";
        }
        if (request.amount().minorUnits() > payment.refundable().minorUnits()) {
            return "above-the-rest";
        }
        return payment.refunds().size() < Payment.MAX_REFUNDS ? null : "too-many-refunds";
    }

    @Override
    public boolean refuse(OrderId orderId, RefundRequest request, String reason) {
        Map<String, AttributeValue> item = item(orderId).orElse(null);
        for (int race = 0; item != null && race < LostRace.MOST; race++) {
            Map<RefundId, Refund> kept = PaymentItem.read(item).refunds();
            if (kept.containsKey(request.id())) {
                return true;
            }
            if (kept.size() >= MAX_WITH_REFUSED) {
                return false;
            }
            switch (table.update(changes.refuse(orderId, item, request, reason))) {
                case Written _ -> {
                    return true;
                }
                case Refused _ -> item = LostRace.again(table, orderId, race);
            }
        }
        if (item == null) {
            return false;
        }
        throw neverStoodStill(orderId);
    }

    @Override
    public boolean holdBack(OrderId orderId, RefundRequest found) {
        Map<String, AttributeValue> item = item(orderId).orElse(null);
        for (int race = 0; item != null && race < LostRace.MOST; race++) {
            Payment payment = PaymentItem.read(item);
            if (payment.refunds().containsKey(found.id())) {
                return true;
            }
            long most = Math.min(found.amount().minorUnits(), payment.refundable().minorUnits());
            if (!(payment.state() instanceof Confirmed)
                    || most < 1
                    || payment.refunds().size() >= Payment.MAX_REFUNDS) {
                return false;
            }
            RefundRequest held =
                    new RefundRequest(
                            found.id(),
                            new Money(most, payment.amount().currency()),
                            found.reason(),
                            null);
            switch (table.update(changes.holdBack(orderId, item, held, FOUND))) {
                case Written _ -> {
                    return true;
                }
                case Refused _ -> item = LostRace.again(table, orderId, race);
            }
        }
        if (item == null) {
            return false;
        }
        throw neverStoodStill(orderId);
    }

    @Override
    public boolean dispute(OrderId orderId, Dispute dispute) {
        Map<String, AttributeValue> item = item(orderId).orElse(null);
        for (int race = 0; item != null && race < LostRace.MOST; race++) {
            Payment payment = PaymentItem.read(item);
            if (payment.disputes().contains(dispute.key())) {
                return true;
            }
            if (payment.disputes().size() >= Payment.MAX_DISPUTES) {
                return false;
            }
            switch (table.update(changes.dispute(orderId, PaymentItem.changes(item), dispute))) {
                case Written _ -> {
                    return true;
                }
                case Refused _ -> item = LostRace.again(table, orderId, race);
            }
        }
        if (item == null) {
            return false;
        }
        throw neverStoodStill(orderId);
    }

    @Override
    public Claiming claim(Payment planned, RefundId refundId, RefundStep step, Instant at) {
        if (!planned.mayCall(refundId)) {
            return Claiming.BUSY;
        }
        OrderId orderId = planned.orderId();
        String claim = EventIds.next();
        return item(orderId)
                .filter(item -> PaymentItem.read(item).equals(planned))
                .map(PaymentItem::changes)
                .map(known -> changes.claim(orderId, known, refundId, step, at, claim))
                .filter(update -> isOurs(table.update(update), refundId, claim))
                .map(_ -> Claiming.CLAIMED)
                .orElse(Claiming.CHANGED);
    }

    /** The client repeats a write whose answer is lost, and the first one refuses the second. */
    private static boolean isOurs(WriteResult result, RefundId refundId, String claim) {
        return switch (result) {
            case Written _ -> true;
            case Refused refused ->
                    refused.found()
                            .filter(item -> RefundItem.isClaimedBy(item, refundId, claim))
                            .isPresent();
        };
    }

    @Override
    public Optional<Refund> hear(OrderId orderId, RefundId refundId, RefundFact fact) {
        Map<String, AttributeValue> item = item(orderId).orElse(null);
        for (int race = 0; item != null && race < LostRace.MOST; race++) {
            Payment payment = PaymentItem.read(item);
            Refund before = payment.refunds().get(refundId);
            if (before == null) {
                return Optional.empty();
            }
            RefundState next = RefundTransitions.next(before.state(), fact);
            if (next.equals(before.state())) {
                return Optional.of(before);
            }
            Refund after = before.in(next);
            ItemUpdate update = changes.move(payment, PaymentItem.changes(item), before, after);
            if (before.state() instanceof Manual) {
                RefundChanges.endTask(
                        update, DynamoPaymentRecords.read(item), before, closing(fact));
            }
            switch (table.update(update)) {
                case Written _ -> {
                    return Optional.of(after);
                }
                case Refused _ -> item = LostRace.again(table, orderId, race);
            }
        }
        if (item == null) {
            return Optional.empty();
        }
        throw neverStoodStill(orderId);
    }

    /** Who ended it by hand; null where the gateway did. */
    private @Nullable Closing closing(RefundFact fact) {
        return switch (fact) {
            case DoneByPerson(var at, var by) -> new Closing(at, by, "");
            case GivenUp(var reason, var by) -> new Closing(clock.instant(), by, reason);
            default -> null;
        };
    }

    private Optional<Map<String, AttributeValue>> item(OrderId orderId) {
        return table.find(PaymentItem.key(orderId));
    }

    private static ContentionException neverStoodStill(OrderId orderId) {
        return new ContentionException("payment of order " + orderId + " never stood still");
    }
}
