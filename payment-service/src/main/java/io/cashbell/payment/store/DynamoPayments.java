package io.cashbell.payment.store;

import static io.cashbell.messaging.item.Condition.atLeast;
import static io.cashbell.messaging.item.Condition.equal;
import static io.cashbell.messaging.item.Condition.fewerThan;
import static io.cashbell.messaging.item.Condition.oneOf;
import static io.cashbell.messaging.item.Condition.present;

import io.cashbell.messaging.ContentionException;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.messaging.store.WriteResult.Refused;
import io.cashbell.messaging.store.WriteResult.Written;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.Capture;
import io.cashbell.payment.Dispute;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.MoneyRules;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Outcome;
import io.cashbell.payment.Outcome.Changed;
import io.cashbell.payment.Outcome.Disputed;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFact;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.CaptureDeclined;
import io.cashbell.payment.PaymentFact.CaptureSimulated;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentFact.InstructionsIssued;
import io.cashbell.payment.PaymentFact.OrderCancelled;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentTransitions;
import io.cashbell.payment.Payments;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundWords;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Payments as items; each method that writes is one conditional write unless it loses a race. */
@Singleton
class DynamoPayments implements Payments {

    private final ItemTable table;
    private final PaymentChanges changes;
    private final AttemptClaims claims;
    private final SessionNews news;
    private final RefundChanges refunds;
    private final DueIndex dues;
    private final MoneyRules rules;

    DynamoPayments(
            ItemTable table,
            PaymentChanges changes,
            AttemptClaims claims,
            SessionNews news,
            RefundChanges refunds,
            DueIndex dues,
            MoneyRules rules) {
        this.table = table;
        this.changes = changes;
        this.claims = claims;
        this.news = news;
        this.refunds = refunds;
        this.dues = dues;
        this.rules = rules;
    }

    @Override
    public void add(Payment payment) {
        // Refused means that the payment is there: a second copy, or our own write whose answer
        // was lost.
        Map<String, AttributeValue> attributes = PaymentItem.attributes(payment);
        attributes.putAll(dues.firstLook(payment.orderId()));
        table.insert(PaymentItem.key(payment.orderId()), attributes);
    }

    @Override
    public Optional<Payment> find(OrderId orderId) {
        return table.findEventually(PaymentItem.key(orderId)).map(PaymentItem::read);
    }

    @Override
    public Opening open(
            OrderId orderId,
            String accessTokenHash,
            Set<PaymentMethod> methods,
            Attempt attempt,
            boolean ready) {
        return open(
                orderId,
                accessTokenHash,
                methods,
                attempt,
                ready,
                Values.of(PaymentItem.AWAITING),
                Values.of(PaymentItem.FAILED));
    }

    @Override
    public Opening openAnother(
            OrderId orderId,
            String accessTokenHash,
            Set<PaymentMethod> methods,
            Attempt attempt,
            boolean ready) {
        return open(
                orderId,
                accessTokenHash,
                methods,
                attempt,
                ready,
                Values.of(PaymentItem.AWAITING),
                Values.of(PaymentItem.TRANSFER),
                Values.of(PaymentItem.FAILED));
    }

    private Opening open(
            OrderId orderId,
            String accessTokenHash,
            Set<PaymentMethod> methods,
            Attempt attempt,
            boolean ready,
            AttributeValue... states) {
        Supplier<ItemUpdate> opening =
                () -> opening(orderId, accessTokenHash, methods, attempt, states);
        WriteResult result =
                ready
                        ? news.ofOpened(orderId, attempt.number(), opening)
                        : table.update(opening.get());
        return switch (result) {
            case Written(var item) -> new Opening.Opened(PaymentItem.read(item));
            case Refused refused ->
                    refused.found()
                            .<Opening>map(item -> new Opening.Refused(PaymentItem.read(item)))
                            .orElseGet(Opening.NoPayment::new);
        };
    }

    private static ItemUpdate opening(
            OrderId orderId,
            String accessTokenHash,
            Set<PaymentMethod> methods,
            Attempt attempt,
            AttributeValue... states) {
        return ItemUpdate.of(PaymentItem.key(orderId))
                .set(PaymentItem.attemptPath(attempt.number()), PaymentItem.attempt(attempt))
                .require(equal(PaymentItem.TOKEN_HASH, Values.of(accessTokenHash)))
                .require(
                        oneOf(
                                PaymentItem.METHOD,
                                methods.stream()
                                        .map(method -> Values.of(method.code()))
                                        .toArray(AttributeValue[]::new)))
                .require(oneOf(PaymentItem.STATE, states))
                .require(
                        atLeast(
                                PaymentItem.EXPIRES_AT,
                                Values.of(attempt.startedAt().toEpochMilli() + 1)))
                .require(fewerThan(PaymentItem.ATTEMPTS, Payment.MAX_ATTEMPTS));
    }

    @Override
    public Optional<Payment> keepSession(
            OrderId orderId, AttemptNumber attempt, GatewaySession session) {
        String path = PaymentItem.attemptPath(attempt);
        Supplier<ItemUpdate> keeping =
                () ->
                        ItemUpdate.of(PaymentItem.key(orderId))
                                .setIfAbsent(
                                        path + "." + PaymentItem.SESSION,
                                        PaymentItem.session(session))
                                .require(present(path));
        return switch (news.ofKept(orderId, attempt, session, keeping)) {
            case Written(var item) -> Optional.of(PaymentItem.read(item));
            case Refused _ -> Optional.empty();
        };
    }

    @Override
    public void endSession(OrderId orderId, Attempt attempt) {
        String session = PaymentItem.attemptPath(attempt.number()) + "." + PaymentItem.SESSION;
        table.update(
                ItemUpdate.of(PaymentItem.key(orderId))
                        .set(
                                session + "." + PaymentItem.UNTIL,
                                Values.of(attempt.startedAt().toEpochMilli()))
                        .require(present(session)));
    }

    @Override
    public Claiming claim(OrderId orderId, AttemptNumber attempt, String merchant, Instant at) {
        return claims.claim(orderId, attempt, merchant, at);
    }

    @Override
    public void giveBack(OrderId orderId, AttemptNumber attempt, CallbackId by) {
        claims.giveBack(orderId, attempt, by);
    }

    @Override
    public List<OrderId> due(Instant until, int most) {
        return dues.find(until, most);
    }

    @Override
    public void lookAgain(OrderId orderId, Instant at) {
        // Refused: it came to its end in the meantime, or is gone.
        table.update(
                ItemUpdate.of(PaymentItem.key(orderId))
                        .set(PaymentItem.DUE_AT, Values.of(at.toEpochMilli()))
                        .require(present(PaymentItem.DUE_SHARD)));
    }

    @Override
    public void stopLooking(OrderId orderId) {
        // Late money may have come since somebody looked. Its refund hangs on the same entry, so
        // it is read again, and the write is refused if anything has changed even then.
        table.find(PaymentItem.key(orderId))
                .filter(item -> mayRest(PaymentItem.read(item)))
                .map(item -> changes.rest(orderId, PaymentItem.changes(item)))
                .ifPresent(table::update);
    }

    private static boolean mayRest(Payment payment) {
        return payment.state() instanceof Cancelled
                && payment.refunds().values().stream().noneMatch(one -> one.state().isOpen());
    }

    @Override
    public Hearing hear(OrderId orderId, PaymentFact fact) {
        // Nearly every notice is the first of its payment and fits: write without reading, and
        // let the write itself compare merchant, amount and number. If it does not fit, the
        // refusal brings the item that says why.
        Outcome first = PaymentTransitions.next(new AwaitingCustomer(), fact, rules.latePayments());
        return switch (fact) {
            case CaptureConfirmed paid ->
                    write(
                            orderId,
                            changes.firstConfirmation(
                                    orderId, news.changesByOneVisit(), paid, first),
                            fact,
                            first);
            case CaptureSimulated simulated ->
                    write(orderId, changes.firstSimulation(orderId, simulated), fact, first);
            case CaptureDeclined _, InstructionsIssued _, DeadlinePassed _, OrderCancelled _ ->
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
        for (int race = 0; item != null && race < LostRace.MOST; race++) {
            Payment payment = PaymentItem.read(item);
            Outcome outcome = payment.hear(fact, rules.latePayments());
            Optional<ItemUpdate> update =
                    changes.of(
                            orderId,
                            PaymentItem.changes(item),
                            payment.withinDeadline(fact),
                            outcome);
            if (update.isEmpty()) {
                return new Hearing.Heard(outcome);
            }
            Instant deadline = payment.deadlineAfter(fact);
            if (outcome instanceof Changed && deadline.isAfter(payment.expiresAt())) {
                update.get().set(PaymentItem.EXPIRES_AT, Values.of(deadline.toEpochMilli()));
            }
            if (outcome instanceof Disputed(var reason, _) && goesBack(reason)) {
                refunds.unapplied(update.get(), orderId, item, unapplied(orderId, reason, fact));
            }
            WriteResult result = table.update(update.get());
            switch (result) {
                case Written _ -> {
                    return new Hearing.Heard(outcome);
                }
                case Refused _ -> item = LostRace.again(table, orderId, race);
            }
        }
        if (item == null) {
            return new Hearing.NoPayment();
        }
        throw neverStoodStill(orderId);
    }

    private boolean goesBack(DisputeReason reason) {
        return reason == DisputeReason.SECOND_PAYMENT
                ? rules.refundSecondPayments()
                : reason.isUnappliedMoney();
    }

    private static RefundRequest unapplied(
            OrderId orderId, DisputeReason reason, PaymentFact fact) {
        Capture capture = ((CaptureConfirmed) fact).capture();
        String key = new Dispute(reason, ((CaptureConfirmed) fact).claim()).key();
        return new RefundRequest(
                RefundId.following(orderId, key),
                capture.amount(),
                RefundWords.of(reason.code()),
                capture);
    }

    private static ContentionException neverStoodStill(OrderId orderId) {
        return new ContentionException("payment of order " + orderId + " never stood still");
    }
}
