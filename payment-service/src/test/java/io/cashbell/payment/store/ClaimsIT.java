package io.cashbell.payment.store;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.SESSION;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.Payments.Claiming;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.Refunds;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who may make a call that moves money, also where the answer to their own write is lost. */
@Timeout(60)
@ExtendWith(BackendExtension.class)
class ClaimsIT {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RefundStep STEP = new RefundStep("cancel", "nothing back yet");

    private final OrderId order = new OrderId(EventIds.next());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final LiveTable live;
    private final ItemTable items;
    private final AttemptClaims claims;

    ClaimsIT(Resources resources) {
        this.live = new LiveTable(resources);
        this.items = live.items();
        this.claims = new AttemptClaims(items, live.changes());
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void aClaimIsKnownByItsOwnRequestThoughItsAnswerIsLost() {
        visitedTwice();
        live.losesTheNextAnswer();

        assertThat(claim(request(), FIRST))
                .isInstanceOfSatisfying(
                        Claiming.Claimed.class,
                        claimed ->
                                assertThat(claimed.payment().attempts())
                                        .containsEntry(
                                                FIRST,
                                                attempt(FIRST).with(SESSION).claimedAt(now)));
        assertThat(claim(request(), FIRST)).isInstanceOf(Claiming.Refused.class);
        assertThat(claim(request(), SECOND)).isInstanceOf(Claiming.Refused.class);
    }

    @Test
    void whatWasGivenBackMayBeClaimedAtOnce() {
        visitedTwice();
        CallbackId request = request();
        claim(request, FIRST);

        claims.giveBack(order, FIRST, request);

        assertThat(payment().attempts()).containsEntry(FIRST, attempt(FIRST).with(SESSION));
        assertThat(claim(request(), SECOND)).isInstanceOf(Claiming.Claimed.class);
    }

    @Test
    void nobodyGivesBackAnothersClaim() {
        visitedTwice();
        CallbackId former = request();
        claim(former, FIRST);
        live.losesTheNextAnswer();
        claims.giveBack(order, FIRST, former);
        claim(request(), FIRST);

        claims.giveBack(order, FIRST, former);
        claims.giveBack(order, FIRST, request());

        assertThat(payment().attempts())
                .containsEntry(FIRST, attempt(FIRST).with(SESSION).claimedAt(now));
        assertThat(claim(request(), SECOND)).isInstanceOf(Claiming.Refused.class);
    }

    @Test
    void nobodyClaimsAnAttemptOfAnotherGateway() {
        visitedTwice();

        assertThat(claims.claim(order, FIRST, "TC0ONETIME", now))
                .isInstanceOf(Claiming.Refused.class);
        assertThat(items.update(live.changes().claim(order, 0, FIRST, "TC0ONETIME", now)))
                .as("the write itself compares")
                .isInstanceOf(WriteResult.Refused.class);
    }

    /** Whoever gave it up gave it back, before it came to the table. */
    @Test
    void aClaimThatComesLateFindsItselfGivenBack() {
        visitedTwice();
        CallbackId request = request();
        ItemUpdate late =
                ScopedValue.where(CallbackId.CAUSE, request)
                        .call(() -> live.changes().claim(order, 0, FIRST, MERCHANT, now));

        claims.giveBack(order, FIRST, request);

        assertThat(items.update(late)).isInstanceOf(WriteResult.Refused.class);
        assertThat(claim(request(), SECOND)).isInstanceOf(Claiming.Claimed.class);
    }

    @Test
    void aRefundsClaimIsKnownByItsMakerThoughItsAnswerIsLost() {
        Refund refund =
                new Refund(wish("a-refund-of-one-call", "100"), now, new Requested(now, ""));
        paid(refund);
        Refunds refunds = new DynamoRefunds(items, live.refundChanges(), Clock.systemUTC());
        Payment planned = refunds.find(order).orElseThrow();
        live.losesTheNextAnswer();

        assertThat(refunds.claim(planned, refund.id(), STEP, now))
                .isEqualTo(Refunds.Claiming.CLAIMED);
        assertThat(refunds.claim(planned, refund.id(), STEP, now))
                .isEqualTo(Refunds.Claiming.CHANGED);
        assertThat(refunds.claim(payment(), refund.id(), STEP, now))
                .isEqualTo(Refunds.Claiming.BUSY);
    }

    private CallbackId request() {
        return CallbackId.next(now, RANDOM);
    }

    private Claiming claim(CallbackId request, AttemptNumber attempt) {
        return ScopedValue.where(CallbackId.CAUSE, request)
                .call(() -> claims.claim(order, attempt, MERCHANT, now));
    }

    private Payment payment() {
        return items.find(PaymentItem.key(order)).map(PaymentItem::read).orElseThrow();
    }

    private void visitedTwice() {
        items.insert(PaymentItem.key(order), visited());
    }

    private Map<String, AttributeValue> visited() {
        Map<String, AttributeValue> item =
                PaymentItem.attributes(PaymentFixtures.of(order, now.plus(Duration.ofHours(1))));
        item.put(
                PaymentItem.ATTEMPTS,
                Values.of(
                        Map.of(
                                FIRST.value(), approvable(FIRST),
                                SECOND.value(), approvable(SECOND))));
        return item;
    }

    private static AttributeValue approvable(AttemptNumber number) {
        Map<String, AttributeValue> members =
                new HashMap<>(PaymentItem.attempt(attempt(number)).m());
        members.put(PaymentItem.SESSION, PaymentItem.session(SESSION));
        return Values.of(members);
    }

    private void paid(Refund refund) {
        Map<String, AttributeValue> item = new HashMap<>(visited());
        item.put(PaymentItem.STATE, Values.of(PaymentItem.CONFIRMED));
        item.put(
                PaymentItem.CONFIRMATION,
                PaymentItem.confirmation(new Confirmed(FIRST, REFERENCE, PAID_AT)));
        item.put(
                RefundItem.REFUNDS,
                Values.of(Map.of(refund.id().value(), Values.of(RefundItem.members(refund)))));
        items.insert(PaymentItem.key(order), item);
    }
}
