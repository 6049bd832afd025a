package io.cashbell.payment.store;

import static io.cashbell.messaging.item.Condition.absent;
import static io.cashbell.messaging.item.Condition.atMost;
import static io.cashbell.messaging.item.Condition.equal;
import static io.cashbell.messaging.item.Condition.fewerThan;
import static io.cashbell.messaging.item.Condition.present;

import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.Capture;
import io.cashbell.payment.Claim;
import io.cashbell.payment.Dispute;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentRecord;
import io.cashbell.payment.PaymentRecord.Closing;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Manual;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.event.PaymentDisputed;
import io.cashbell.payment.event.PaymentRefundFailed;
import io.cashbell.payment.event.PaymentRefunded;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The one write for each step of a refund. What is reserved stands in a number of its own, which
 * the write itself compares: a hundred requests at once need no hundred looks.
 */
@Singleton
class RefundChanges {

    private final DueIndex dues;
    private final WaitingIndex waiting;
    private final Clock clock;

    RefundChanges(DueIndex dues, WaitingIndex waiting, Clock clock) {
        this.dues = dues;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** Keeps it and reserves its money, if there is as much. */
    ItemUpdate request(OrderId orderId, Map<String, AttributeValue> item, RefundRequest request) {
        Money total = PaymentItem.money(item);
        ItemUpdate update =
                ItemUpdate.of(PaymentItem.key(orderId))
                        .require(equal(PaymentItem.STATE, Values.of(PaymentItem.CONFIRMED)))
                        .add(PaymentItem.CHANGES, 1)
                        .add(RefundItem.RESERVED, request.amount().minorUnits());
        if (item.containsKey(RefundItem.REFUNDS)) {
            update.require(
                            atMost(
                                    RefundItem.RESERVED,
                                    Values.of(total.minorUnits() - request.amount().minorUnits())))
                    .require(fewerThan(RefundItem.REFUNDS, Payment.MAX_REFUNDS));
        }
        return kept(update, orderId, item, request);
    }

    /**
     * Keeps the refund of money that no order counts, together with what {@code update} writes of
     * that money.
     */
    ItemUpdate unapplied(
            ItemUpdate update,
            OrderId orderId,
            Map<String, AttributeValue> item,
            RefundRequest request) {
        return kept(update.add(RefundItem.RESERVED, 0), orderId, item, request);
    }

    private ItemUpdate kept(
            ItemUpdate update,
            OrderId orderId,
            Map<String, AttributeValue> item,
            RefundRequest request) {
        Instant now = now();
        put(update, item, request.id(), RefundItem.members(requested(request, now)));
        dues.firstLook(orderId).forEach(update::set);
        return update;
    }

    /** Keeps it as a task for a person, reserves its money and tells so. */
    ItemUpdate holdBack(
            OrderId orderId, Map<String, AttributeValue> item, RefundRequest found, String why) {
        long known = PaymentItem.changes(item);
        Payment payment = PaymentItem.read(item);
        Refund held = new Refund(found, now(), new Manual(why, now()));
        return byHand(
                put(
                        next(orderId, known).add(RefundItem.RESERVED, found.amount().minorUnits()),
                        item,
                        found.id(),
                        RefundItem.members(held)),
                payment,
                known,
                held);
    }

    /** Keeps what needs a person, which is in no dispute yet, and tells it. */
    ItemUpdate dispute(OrderId orderId, long known, Dispute dispute) {
        return told(waiting.enter(next(orderId, known), orderId, now()), known, dispute);
    }

    private ItemUpdate told(ItemUpdate update, long known, Dispute dispute) {
        OutboxEntry entry = entry(PaymentDisputed.TYPE, known);
        return update.set(
                        PaymentItem.DISPUTES + "." + dispute.key(),
                        PaymentItem.dispute(dispute.claim(), entry.id()))
                .tell(entry);
    }

    /** A task for a person is told once; with as many disputes as fit, people look already. */
    private ItemUpdate byHand(ItemUpdate update, Payment payment, long known, Refund refund) {
        waiting.enter(update, payment.orderId(), now());
        Dispute dispute = taskOf(payment, refund);
        return payment.disputes().contains(dispute.key())
                        || payment.disputes().size() >= Payment.MAX_DISPUTES
                ? update
                : told(update, known, dispute);
    }

    private static Dispute taskOf(Payment payment, Refund refund) {
        Capture capture = payment.captureOf(refund).orElseThrow();
        Attempt attempt = payment.attempts().get(capture.attempt());
        return new Dispute(
                DisputeReason.REFUND_BY_HAND,
                new Claim(
                        attempt == null ? "" : attempt.merchant(),
                        capture.attempt(),
                        refund.amount(),
                        capture.reference()),
                refund.id().value());
    }

    /** A person, or the gateway after all, has ended the task that {@code before} was. */
    static void endTask(
            ItemUpdate update, PaymentRecord record, Refund before, @Nullable Closing closing) {
        String task = taskOf(record.payment(), before).key();
        if (closing != null && record.dispute(task).isPresent()) {
            update.set(ClosingItem.path(task), ClosingItem.of(closing));
        }
        if (record.openDisputes().isEmpty() && record.manualRefunds().size() == 1) {
            WaitingIndex.leave(update);
        }
    }

    private static Refund requested(RefundRequest request, Instant now) {
        return new Refund(request, now, new Requested(now, ""));
    }

    /** Keeps it as failed and tells so. */
    ItemUpdate refuse(
            OrderId orderId,
            Map<String, AttributeValue> item,
            RefundRequest request,
            String reason) {
        long known = PaymentItem.changes(item);
        OutboxEntry entry = entry(PaymentRefundFailed.TYPE, known);
        Refund refused = new Refund(request, now(), new Failed(reason, null));
        return put(
                        next(orderId, known).add(RefundItem.RESERVED, 0),
                        item,
                        request.id(),
                        RefundItem.ended(refused, entry.id(), PaymentItem.read(item).remaining()))
                .tell(entry);
    }

    private static ItemUpdate put(
            ItemUpdate update,
            Map<String, AttributeValue> item,
            RefundId id,
            Map<String, AttributeValue> members) {
        // A path into a map that is not there is an error, and an ordinary payment has none.
        return item.containsKey(RefundItem.REFUNDS)
                ? update.set(RefundItem.path(id), Values.of(members))
                        .require(present(RefundItem.REFUNDS))
                        .require(absent(RefundItem.path(id)))
                : update.set(RefundItem.REFUNDS, Values.of(Map.of(id.value(), Values.of(members))))
                        .require(absent(RefundItem.REFUNDS));
    }

    /**
     * Makes this refund the only one of its payment whose call may be at work.
     *
     * @param known how many changes the payment had when the step was planned
     * @param claim what no other claim is called
     */
    ItemUpdate claim(
            OrderId orderId, long known, RefundId id, RefundStep step, Instant at, String claim) {
        String path = RefundItem.path(id) + ".";
        return next(orderId, known)
                .require(equal(path + RefundItem.STATE, Values.of(RefundItem.REQUESTED)))
                .require(absent(RefundItem.CALLING))
                .set(RefundItem.CALLING, Values.of(id.value()))
                .set(path + RefundItem.STATE, Values.of(RefundItem.UNDERWAY))
                .set(path + RefundItem.ACTION, Values.of(step.action()))
                .set(path + RefundItem.EVIDENCE, Values.of(step.evidence()))
                .set(path + RefundItem.SINCE, Values.of(at.toEpochMilli()))
                .set(path + RefundItem.CLAIM, Values.of(claim));
    }

    /** Moves {@code before} to {@code after}; its end is told. */
    ItemUpdate move(Payment payment, long known, Refund before, Refund after) {
        ItemUpdate update = next(payment.orderId(), known);
        if (before.state().isCalling() && !after.state().isCalling()) {
            update.remove(RefundItem.CALLING);
        }
        if (before.isReserving() && !after.isReserving() && before.isOfThePayment()) {
            update.add(RefundItem.RESERVED, -before.amount().minorUnits());
        }
        boolean othersOpen =
                payment.refunds().values().stream()
                        .filter(other -> !other.id().equals(before.id()))
                        .anyMatch(other -> other.state().isOpen());
        boolean over = payment.state() instanceof Confirmed || payment.state() instanceof Expired;
        if (!after.state().isOpen() && !othersOpen && over) {
            update.remove(PaymentItem.DUE_SHARD).remove(PaymentItem.DUE_AT);
        }
        return end(update, payment, known, after);
    }

    private ItemUpdate end(ItemUpdate update, Payment payment, long known, Refund after) {
        String path = RefundItem.path(after.id());
        return switch (after.state()) {
            case Refunded _ -> {
                OutboxEntry entry = entry(PaymentRefunded.TYPE, known);
                Money left = payment.remaining();
                Money then =
                        after.isOfThePayment()
                                ? new Money(
                                        left.minorUnits() - after.amount().minorUnits(),
                                        left.currency())
                                : left;
                yield update.set(path, Values.of(RefundItem.ended(after, entry.id(), then)))
                        .tell(entry);
            }
            case Failed _ -> {
                OutboxEntry entry = entry(PaymentRefundFailed.TYPE, known);
                yield update.set(
                                path,
                                Values.of(RefundItem.ended(after, entry.id(), payment.remaining())))
                        .tell(entry);
            }
            case Manual _ ->
                    byHand(
                            update.set(path, Values.of(RefundItem.members(after))),
                            payment,
                            known,
                            after);
            default -> update.set(path, Values.of(RefundItem.members(after)));
        };
    }

    private static ItemUpdate next(OrderId orderId, long known) {
        return ItemUpdate.of(PaymentItem.key(orderId))
                .require(equal(PaymentItem.CHANGES, Values.of(known)))
                .set(PaymentItem.CHANGES, Values.of(known + 1));
    }

    private OutboxEntry entry(String type, long known) {
        return OutboxEntry.of(type, now(), known + 1);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
