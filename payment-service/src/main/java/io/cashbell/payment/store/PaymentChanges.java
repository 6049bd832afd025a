package io.cashbell.payment.store;

import static io.cashbell.messaging.item.Condition.absent;
import static io.cashbell.messaging.item.Condition.equal;
import static io.cashbell.messaging.item.Condition.fewerThan;
import static io.cashbell.messaging.item.Condition.present;

import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.Claim;
import io.cashbell.payment.Dispute;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Outcome;
import io.cashbell.payment.Outcome.Changed;
import io.cashbell.payment.Outcome.Disputed;
import io.cashbell.payment.Outcome.NoRoom;
import io.cashbell.payment.Outcome.Rejected;
import io.cashbell.payment.Outcome.Reopened;
import io.cashbell.payment.Outcome.Supplemented;
import io.cashbell.payment.Outcome.Unchanged;
import io.cashbell.payment.PaymentFact;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.CaptureDeclined;
import io.cashbell.payment.PaymentFact.CaptureSimulated;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentFact.InstructionsIssued;
import io.cashbell.payment.PaymentFact.OrderCancelled;
import io.cashbell.payment.PaymentState;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.event.PaymentConfirmed;
import io.cashbell.payment.event.PaymentDisputed;
import io.cashbell.payment.event.PaymentExpired;
import io.cashbell.payment.event.PaymentFailed;
import io.cashbell.payment.event.PaymentInstructionsIssued;
import io.cashbell.payment.event.PaymentSessionCreated;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Turns a decision into the one write that makes it true and tells it. */
@Singleton
class PaymentChanges {

    private final Clock clock;
    private final PaidIndex paidIndex;
    private final WaitingIndex waiting;

    PaymentChanges(Clock clock, PaidIndex paidIndex, WaitingIndex waiting) {
        this.clock = clock;
        this.paidIndex = paidIndex;
        this.waiting = waiting;
    }

    /**
     * The write for {@code outcome}; empty when there is nothing to write.
     *
     * @param known how many changes the payment had when this was decided; the write is refused if
     *     it has had another since
     */
    Optional<ItemUpdate> of(OrderId orderId, long known, PaymentFact fact, Outcome outcome) {
        return switch (outcome) {
            case Unchanged _, Rejected _, NoRoom _ -> Optional.empty();
            case Changed(var state) -> {
                ItemUpdate update =
                        next(orderId, known)
                                .set(PaymentItem.STATE, Values.of(PaymentItem.code(state)));
                yield Optional.of(
                        switch (fact) {
                            case CaptureConfirmed paid -> confirm(orderId, update, known, paid);
                            case CaptureDeclined declined -> decline(update, known, declined);
                            case InstructionsIssued issued -> instruct(update, known, issued);
                            case DeadlinePassed passed -> expire(update, known, passed);
                            // Whoever called the order off knows. It stays due: a buyer may be on
                            // the gateway's page, and that money has to be found.
                            case OrderCancelled _ -> callOff(update, state);
                            case CaptureSimulated _ ->
                                    throw new IllegalStateException("a simulation moves nothing");
                        });
            }
            case Supplemented(var confirmed) ->
                    Optional.of(
                            next(orderId, known)
                                    .set(
                                            PaymentItem.CONFIRMATION,
                                            PaymentItem.confirmation(confirmed)));
            case Reopened(_, var reason) -> Optional.of(reopen(orderId, known, reason, fact));
            case Disputed(_, var told) when told -> Optional.empty();
            case Disputed(var reason, _) ->
                    Optional.of(
                            dispute(
                                    orderId,
                                    next(orderId, known),
                                    known,
                                    new Dispute(reason, claimOf(fact))));
        };
    }

    private static Claim claimOf(PaymentFact fact) {
        return switch (fact) {
            case CaptureConfirmed paid -> paid.claim();
            case CaptureDeclined(var disputed, _, _) -> disputed;
            case InstructionsIssued(var disputed, _) -> disputed;
            case CaptureSimulated(var disputed) -> disputed;
            case DeadlinePassed _, OrderCancelled _ ->
                    throw new IllegalStateException("neither a deadline nor an order claims money");
        };
    }

    /** Two events of one write: the money is there, and a person has to look. */
    private ItemUpdate reopen(OrderId orderId, long known, DisputeReason reason, PaymentFact fact) {
        CaptureConfirmed paid = (CaptureConfirmed) fact;
        ItemUpdate update =
                caused(ItemUpdate.of(PaymentItem.key(orderId)), known + 2)
                        .require(equal(PaymentItem.CHANGES, Values.of(known)))
                        .set(PaymentItem.CHANGES, Values.of(known + 2))
                        .set(PaymentItem.STATE, Values.of(PaymentItem.CONFIRMED));
        return dispute(
                orderId,
                confirm(orderId, update, known, paid),
                known + 1,
                new Dispute(reason, paid.claim()));
    }

    /**
     * The confirmation of a payment of which no money was told yet, without having read it: the
     * write itself compares merchant, amount, currency and number with our record.
     *
     * @param known how many changes such a payment is likely to have
     */
    ItemUpdate firstConfirmation(
            OrderId orderId, long known, CaptureConfirmed paid, Outcome confirmed) {
        return agreed(of(orderId, known, paid, confirmed).orElseThrow(), paid.claim())
                .require(equal(PaymentItem.STATE, Values.of(PaymentItem.AWAITING)));
    }

    /** The mark that a simulated capture leaves; the write itself compares, as that of money. */
    ItemUpdate firstSimulation(OrderId orderId, CaptureSimulated simulated) {
        ItemUpdate update =
                ItemUpdate.of(PaymentItem.key(orderId))
                        .set(PaymentItem.SIMULATED, Values.of(clock.instant().toEpochMilli()))
                        .require(absent(PaymentItem.SIMULATED));
        return agreed(update, simulated.claim());
    }

    private static ItemUpdate agreed(ItemUpdate update, Claim claim) {
        String merchant = PaymentItem.attemptPath(claim.attempt()) + "." + PaymentItem.MERCHANT;
        return update.require(equal(merchant, Values.of(claim.merchant())))
                .require(equal(PaymentItem.AMOUNT, Values.of(claim.amount().minorUnits())))
                .require(
                        equal(
                                PaymentItem.CURRENCY,
                                Values.of(claim.amount().currency().getCurrencyCode())));
    }

    /** The claim of an attempt of {@code merchant}, of which nobody is told. */
    ItemUpdate claim(
            OrderId orderId, long known, AttemptNumber attempt, String merchant, Instant at) {
        String path = PaymentItem.attemptPath(attempt) + ".";
        return next(orderId, known)
                .require(equal(path + PaymentItem.MERCHANT, Values.of(merchant)))
                .require(present(path + PaymentItem.SESSION))
                .set(path + PaymentItem.CLAIMED_AT, Values.of(at.toEpochMilli()));
    }

    /**
     * Takes the claim of an attempt back, as if it had never been made.
     *
     * @param note the attribute in which the claim noted what caused it
     */
    ItemUpdate giveBack(OrderId orderId, long known, AttemptNumber attempt, String note) {
        return next(orderId, known)
                .require(present(note))
                .remove(PaymentItem.attemptPath(attempt) + "." + PaymentItem.CLAIMED_AT)
                .remove(note);
    }

    /** Changes nothing, and lets every write be refused that was decided before. */
    ItemUpdate outdate(OrderId orderId, long known) {
        return next(orderId, known);
    }

    /**
     * Lets {@code update}, which makes {@code attempt} one that the buyer can pay by, tell so.
     *
     * @param item as it was read; the write is refused if it has had another change since
     */
    ItemUpdate tellSession(
            ItemUpdate update,
            Map<String, AttributeValue> item,
            AttemptNumber attempt,
            Instant until) {
        long known = PaymentItem.changes(item);
        return next(update, known)
                .set(
                        PaymentItem.toldSession(known + 1),
                        PaymentItem.toldSession(attempt, PaymentItem.toldSessions(item) + 1, until))
                .tell(entry(PaymentSessionCreated.TYPE, known));
    }

    /** Nobody has to look at it any more, if it has had no change since. */
    ItemUpdate rest(OrderId orderId, long known) {
        return ended(ItemUpdate.of(PaymentItem.key(orderId)))
                .require(equal(PaymentItem.CHANGES, Values.of(known)));
    }

    private static ItemUpdate next(OrderId orderId, long known) {
        return next(ItemUpdate.of(PaymentItem.key(orderId)), known);
    }

    private static ItemUpdate next(ItemUpdate update, long known) {
        return caused(update, known + 1)
                .require(equal(PaymentItem.CHANGES, Values.of(known)))
                .set(PaymentItem.CHANGES, Values.of(known + 1));
    }

    /** The way from an order to its callbacks, in a write that happens anyway. */
    private static ItemUpdate caused(ItemUpdate update, long change) {
        return CallbackId.CAUSE.isBound()
                ? update.set(PaymentItem.cause(change), Values.of(CallbackId.CAUSE.get().value()))
                : update;
    }

    private ItemUpdate confirm(
            OrderId orderId, ItemUpdate update, long known, CaptureConfirmed paid) {
        Confirmed confirmed =
                new Confirmed(paid.claim().attempt(), paid.reference(), paid.paidAt(), paid.card());
        paidIndex.entry(orderId, paid).forEach(update::set);
        return ended(update)
                .set(PaymentItem.CONFIRMATION, PaymentItem.confirmation(confirmed))
                .tell(entry(PaymentConfirmed.TYPE, known));
    }

    private ItemUpdate decline(ItemUpdate update, long known, CaptureDeclined declined) {
        OutboxEntry entry = entry(PaymentFailed.TYPE, known);
        String attempt = PaymentItem.attemptPath(declined.claim().attempt()) + ".";
        return update.set(attempt + PaymentItem.REASON, Values.of(declined.reason()))
                .set(attempt + PaymentItem.CODE, Values.of(declined.gatewayCode()))
                .set(attempt + PaymentItem.EVENT, Values.of(entry.id()))
                .tell(entry);
    }

    private ItemUpdate instruct(ItemUpdate update, long known, InstructionsIssued issued) {
        OutboxEntry entry = entry(PaymentInstructionsIssued.TYPE, known);
        AttemptNumber attempt = issued.claim().attempt();
        return update.set(PaymentItem.TRANSFER_OF, Values.of(attempt.value()))
                .set(
                        PaymentItem.attemptPath(attempt) + "." + PaymentItem.INSTRUCTIONS,
                        PaymentItem.instructions(issued.instructions(), entry.id()))
                .tell(entry);
    }

    /** An attempt that is opened changes nothing that is counted, so it is looked for itself. */
    private ItemUpdate expire(ItemUpdate update, long known, DeadlinePassed passed) {
        Map<AttemptNumber, Attempt> asked = passed.asked();
        if (asked != null) {
            update.require(fewerThan(PaymentItem.ATTEMPTS, asked.size() + 1));
        }
        return ended(update).tell(entry(PaymentExpired.TYPE, known));
    }

    /** Nobody has to look at it any more. */
    private static ItemUpdate ended(ItemUpdate update) {
        return update.remove(PaymentItem.DUE_SHARD).remove(PaymentItem.DUE_AT);
    }

    private ItemUpdate callOff(ItemUpdate update, PaymentState state) {
        return state instanceof Expired
                ? update.set(PaymentItem.CALLED_OFF, Values.of(clock.instant().toEpochMilli()))
                : update;
    }

    private ItemUpdate dispute(OrderId orderId, ItemUpdate update, long known, Dispute dispute) {
        OutboxEntry entry = entry(PaymentDisputed.TYPE, known);
        return waiting.enter(update, orderId, clock.instant())
                .set(
                        PaymentItem.DISPUTES + "." + dispute.key(),
                        PaymentItem.dispute(dispute.claim(), entry.id()))
                .tell(entry);
    }

    private OutboxEntry entry(String type, long known) {
        return OutboxEntry.of(type, clock.instant().truncatedTo(ChronoUnit.MILLIS), known + 1);
    }
}
