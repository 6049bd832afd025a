package io.cashbell.payment.store;

import static io.cashbell.messaging.item.Condition.atLeast;
import static io.cashbell.messaging.item.Condition.equal;
import static io.cashbell.messaging.item.Condition.fewerThan;
import static io.cashbell.messaging.item.Condition.oneOf;

import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.messaging.store.WriteResult.Refused;
import io.cashbell.messaging.store.WriteResult.Written;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Outcome;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFact;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.CaptureDeclined;
import io.cashbell.payment.PaymentFact.CaptureSimulated;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentTransitions;
import io.cashbell.payment.Payments;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Payments as items; each method that writes is one conditional write unless it loses a race. */
@Singleton
class DynamoPayments implements Payments {

    /** Each lost race means that another writer got on; nobody loses so many in a row. */
    private static final int MAX_RACES = 10;

    private final ItemTable table;
    private final PaymentChanges changes;

    DynamoPayments(ItemTable table, PaymentChanges changes) {
        this.table = table;
        this.changes = changes;
    }

    @Override
    public void add(Payment payment) {
        // Refused means that the payment is there: a second copy, or our own write whose answer
        // was lost.
        table.insert(PaymentItem.key(payment.orderId()), PaymentItem.attributes(payment));
    }

    @Override
    public Optional<Payment> find(OrderId orderId) {
        return table.findEventually(PaymentItem.key(orderId)).map(PaymentItem::read);
    }

    @Override
    public Opening open(
            OrderId orderId, String accessTokenHash, Set<PaymentMethod> methods, Attempt attempt) {
        ItemUpdate update =
                ItemUpdate.of(PaymentItem.key(orderId))
                        .set(
                                PaymentItem.attemptPath(attempt.number()),
                                PaymentItem.attempt(attempt))
                        .require(equal(PaymentItem.TOKEN_HASH, Values.of(accessTokenHash)))
                        .require(
                                oneOf(
                                        PaymentItem.METHOD,
                                        methods.stream()
                                                .map(method -> Values.of(method.code()))
                                                .toArray(AttributeValue[]::new)))
                        .require(
                                oneOf(
                                        PaymentItem.STATE,
                                        Values.of(PaymentItem.AWAITING),
                                        Values.of(PaymentItem.FAILED)))
                        .require(
                                atLeast(
                                        PaymentItem.EXPIRES_AT,
                                        Values.of(attempt.startedAt().toEpochMilli() + 1)))
                        .require(fewerThan(PaymentItem.ATTEMPTS, Payment.MAX_ATTEMPTS));
        return switch (table.update(update)) {
            case Written(var item) -> new Opening.Opened(PaymentItem.read(item));
            case Refused refused ->
                    refused.found()
                            .<Opening>map(item -> new Opening.Refused(PaymentItem.read(item)))
                            .orElseGet(Opening.NoPayment::new);
        };
    }

    @Override
    public Hearing hear(OrderId orderId, PaymentFact fact) {
        // Nearly every notice is the first of its payment and fits: write without reading, and
        // let the write itself compare merchant, amount and number. If it does not fit, the
        // refusal brings the item that says why.
        Outcome first = PaymentTransitions.next(new AwaitingCustomer(), fact);
        return switch (fact) {
            case CaptureConfirmed paid ->
                    write(orderId, changes.firstConfirmation(orderId, paid, first), fact, first);
            case CaptureSimulated simulated ->
                    write(orderId, changes.firstSimulation(orderId, simulated), fact, first);
            case CaptureDeclined _, DeadlinePassed _ ->
                    table.find(PaymentItem.key(orderId))
                            .map(item -> decide(orderId, item, fact))
                            .orElseGet(Hearing.NoPayment::new);
        };
    }

    private Hearing write(OrderId orderId, ItemUpdate update, PaymentFact fact, Outcome outcome) {
        return switch (table.update(update)) {
            case Written _ -> new Hearing.Heard(outcome);
            case Refused refused ->
                    refused.found()
                            .map(item -> decide(orderId, item, fact))
                            .orElseGet(Hearing.NoPayment::new);
        };
    }

    private Hearing decide(OrderId orderId, Map<String, AttributeValue> found, PaymentFact fact) {
        Map<String, AttributeValue> item = found;
        for (int race = 0; race < MAX_RACES; race++) {
            Outcome outcome = PaymentItem.read(item).hear(fact);
            Optional<ItemUpdate> update =
                    changes.of(orderId, PaymentItem.changes(item), fact, outcome);
            if (update.isEmpty()) {
                return new Hearing.Heard(outcome);
            }
            WriteResult result = table.update(update.get());
            switch (result) {
                case Written _ -> {
                    return new Hearing.Heard(outcome);
                }
                case Refused(var existing) -> {
                    if (existing == null) {
                        return new Hearing.NoPayment();
                    }
                    // Somebody else was faster, or our own answer was lost: look again.
                    item = existing;
                }
            }
        }
        throw new IllegalStateException("payment of order " + orderId + " never stood still");
    }
}
