package io.cashbell.payment.reconciliation;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.PRICE;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.STARTED_AT;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.claim;
import static io.cashbell.payment.PaymentFixtures.fresh;
import static io.cashbell.payment.PaymentFixtures.instructed;
import static io.cashbell.payment.PaymentFixtures.withAttempt;
import static io.cashbell.payment.PaymentFixtures.withDisputes;
import static io.cashbell.payment.PaymentFixtures.withRefund;
import static io.cashbell.payment.PaymentFixtures.withState;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Capture;
import io.cashbell.payment.Dispute;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.FakeRefunds;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.LookSchedule;
import io.cashbell.payment.Money;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFact.CaptureDeclined;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.gateway.QueryPace;
import io.cashbell.payment.gateway.ScriptedGateway;
import io.cashbell.payment.refund.RefundRuns;
import io.cashbell.payment.settlement.Settlements;
import io.cashbell.payment.warning.NoCallbacks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcilePaymentTest {

    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final Instant OVER = EXPIRES_AT.plus(GRACE).plusMillis(1);
    private static final GatewayAnswer PAID = new GatewayAnswer.Paid(REFERENCE, PRICE, PAID_AT);
    private static final GatewayAnswer PENDING = new GatewayAnswer.Pending("0");
    private static final GatewayAnswer DECLINED =
            new GatewayAnswer.Declined("refused-by-bank", "10100248");
    private static final GatewayAnswer UNKNOWN = new GatewayAnswer.Unknown("timeout");

    private final FakePayments payments = new FakePayments();
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final MovableClock clock = new MovableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReconcilePayment reconciliation = reconciling(gateway.alone());

    private ReconcilePayment reconciling(Gateways gateways) {
        return new ReconcilePayment(
                payments,
                gateways,
                Settlements.on(payments),
                RefundRuns.on(new FakeRefunds(payments, clock), gateways, clock),
                new ReconciliationConfig(
                        Duration.ofMinutes(5), 100, 8, GRACE, Duration.ofMinutes(4)),
                LookSchedule.USUAL,
                new QueryPace(new QueryPace.Settings(1000, 1000, 1000, Duration.ofSeconds(30))),
                NoCallbacks.warnings(gateways, clock),
                meters,
                clock);
    }

    @Test
    void moneyOfWhichNoCallbackToldIsFound() {
        payments.put(visitedOnce());
        gateway.stands(FIRST, PAID);

        reconciliation.reconcile(ORDER);
        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER).state()).isEqualTo(new Confirmed(FIRST, REFERENCE, PAID_AT));
        assertThat(payments.looks()).isEmpty();
        assertThat(gateway.asked()).containsExactly("query " + FIRST);
        assertThat(meters.counter("payment.reconciled", "outcome", "confirmed").count())
                .isEqualTo(1);
    }

    @Test
    void moneyThatIsFoundAfterTheDeadlineBeatsIt() {
        payments.put(visitedOnce());
        gateway.stands(FIRST, PAID);
        clock.set(OVER);

        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER).state()).isInstanceOf(Confirmed.class);
        assertThat(payments.applied()).hasSize(1);
    }

    @Test
    void theNewestAttemptIsAskedForFirstAndNoneAfterMoney() {
        payments.put(visitedTwice());
        gateway.stands(SECOND, PAID);

        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER).state())
                .isEqualTo(new Confirmed(SECOND, REFERENCE, PAID_AT));
        assertThat(gateway.asked()).containsExactly("query " + SECOND);
    }

    @Test
    void whatIsPendingBeforeItsDeadlineIsLookedAfterAgain() {
        payments.put(visitedOnce());
        gateway.stands(FIRST, PENDING);

        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER)).isEqualTo(visitedOnce());
        assertThat(payments.looks())
                .containsExactly(Map.entry(ORDER, PAID_AT.plus(LookSchedule.USUAL.soon())));
    }

    @Test
    void whatIsPendingExpiresWhenTheGraceIsOverAndNotBefore() {
        payments.put(visitedOnce());
        gateway.stands(FIRST, PENDING);

        clock.set(EXPIRES_AT.plus(GRACE));
        reconciliation.reconcile(ORDER);
        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.looks()).containsOnlyKeys(ORDER);

        clock.set(OVER);
        reconciliation.reconcile(ORDER);
        assertThat(payments.get(ORDER).state()).isEqualTo(new Expired());
        assertThat(payments.applied())
                .containsExactly(new DeadlinePassed(EXPIRES_AT, visitedOnce().attempts()));
    }

    /** By an instance whose clock is behind. */
    @Test
    void whatIsOpenedWhileTheGatewayIsAskedIsAskedAboutBeforeItExpires() {
        payments.put(visitedOnce());
        gateway.stands(FIRST, PENDING);
        gateway.stands(SECOND, PENDING);
        gateway.meanwhile(() -> payments.put(visitedTwice()));
        clock.set(OVER);

        reconciliation.reconcile(ORDER);
        assertThat(payments.get(ORDER)).isEqualTo(visitedTwice());
        assertThat(payments.looks()).containsOnlyKeys(ORDER);

        reconciliation.reconcile(ORDER);
        assertThat(gateway.asked())
                .containsExactly("query " + FIRST, "query " + SECOND, "query " + FIRST);
        assertThat(payments.get(ORDER).state()).isEqualTo(new Expired());
    }

    /** The buyer has paid at the store in time, and nobody knows it yet. */
    @Test
    void whatTheGatewayTellsOfLaterHasLongerToCome() {
        Instant told = EXPIRES_AT.plus(Duration.ofDays(3));
        payments.put(visitedOnce());
        gateway.stands(FIRST, PENDING);
        gateway.tellsWithin(Duration.ofDays(3));

        clock.set(told);
        reconciliation.reconcile(ORDER);
        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.get(ORDER).isPayableAt(told)).as("a new visit").isFalse();
        assertThat(payments.looks()).containsOnlyKeys(ORDER);

        clock.set(told.plusMillis(1));
        reconciliation.reconcile(ORDER);
        assertThat(payments.get(ORDER).state()).isEqualTo(new Expired());
    }

    @Test
    void whatFailedByAllWaysNeedsNoLongerTime() {
        payments.put(withState(visitedOnce(), new Failed(Set.of(FIRST))));
        gateway.stands(FIRST, DECLINED);
        gateway.tellsWithin(Duration.ofDays(3));
        clock.set(OVER);

        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER).state()).isEqualTo(new Expired());
    }

    @Test
    void anOrderThatNobodyVisitedExpiresWithoutAQuestion() {
        payments.put(fresh());
        clock.set(OVER);

        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER).state()).isEqualTo(new Expired());
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void whatIsUnknownNeverExpires() {
        payments.put(visitedOnce());
        gateway.stands(FIRST, UNKNOWN);
        clock.set(OVER.plus(Duration.ofDays(7)));

        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER)).isEqualTo(visitedOnce());
        assertThat(payments.looks())
                .containsExactly(Map.entry(ORDER, clock.instant().plus(LookSchedule.USUAL.soon())));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneUnknownAttemptOfTwoKeepsThePaymentOpen(boolean newest) {
        payments.put(visitedTwice());
        gateway.stands(FIRST, newest ? PENDING : UNKNOWN);
        gateway.stands(SECOND, newest ? UNKNOWN : PENDING);
        clock.set(OVER);

        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER)).isEqualTo(visitedTwice());
        assertThat(payments.looks()).containsOnlyKeys(ORDER);
    }

    /** The keys were exchanged in the meantime; the new account knows nothing of the old one's. */
    @Test
    void anotherAccountsAttemptIsNotAskedForAndNeverExpires() {
        payments.put(withAttempt(fresh(), Attempt.open(FIRST, "2000132", STARTED_AT)));
        clock.set(OVER);

        reconciliation.reconcile(ORDER);

        assertThat(gateway.asked()).isEmpty();
        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.looks()).containsOnlyKeys(ORDER);
    }

    @Test
    void aMethodThatIsNotOfferedAnyMoreIsAskedForAllTheSame() {
        payments.put(
                PaymentFixtures.withMethod(visitedOnce(), new PaymentMethod("ecpay-switched-off")));
        gateway.stands(FIRST, PAID);

        reconciliation.reconcile(ORDER);

        assertThat(gateway.methods()).doesNotContain(payments.get(ORDER).method());
        assertThat(payments.get(ORDER).state()).isInstanceOf(Confirmed.class);
    }

    @Test
    void aFailureOfWhichNoCallbackToldIsToldOnceAndNotAskedForAgain() {
        payments.put(visitedOnce());
        gateway.stands(FIRST, DECLINED);

        reconciliation.reconcile(ORDER);
        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER).state()).isEqualTo(new Failed(Set.of(FIRST)));
        assertThat(payments.applied())
                .containsExactly(
                        new CaptureDeclined(
                                PaymentFixtures.claim(FIRST, null), "refused-by-bank", "10100248"));
        assertThat(gateway.asked()).containsExactly("query " + FIRST);
        assertThat(payments.looks()).containsOnlyKeys(ORDER);
    }

    @Test
    void whatFailedExpiresAfterItsDeadline() {
        payments.put(withState(visitedOnce(), new Failed(Set.of(FIRST))));
        gateway.stands(FIRST, DECLINED);
        clock.set(OVER);

        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER).state()).isEqualTo(new Expired());
    }

    /** ECPay's complete list of codes is nowhere to be read: one of them may not be the end. */
    @Test
    void whatFailedIsAskedAboutOnceMoreBeforeItExpires() {
        payments.put(withState(visitedOnce(), new Failed(Set.of(FIRST))));
        gateway.stands(FIRST, PAID);
        reconciliation.reconcile(ORDER);
        assertThat(gateway.asked()).isEmpty();

        clock.set(OVER);
        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER).state()).isInstanceOf(Confirmed.class);
    }

    @Test
    void silenceTakesNoFailureBack() {
        payments.put(withState(visitedOnce(), new Failed(Set.of(FIRST))));
        gateway.stands(FIRST, UNKNOWN);
        clock.set(OVER);

        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER).state()).isEqualTo(new Expired());
    }

    /** The call that takes the money may be on its way; after a while the gateway calls it over. */
    @Test
    void whatSomebodyIsTakingDoesNotExpireUntilTheGatewayCallsItOver() {
        payments.put(withAttempt(fresh(), attempt(FIRST).claimedAt(EXPIRES_AT.minusMillis(1))));
        gateway.stands(FIRST, PENDING);
        clock.set(OVER);

        reconciliation.reconcile(ORDER);
        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.looks()).containsOnlyKeys(ORDER);

        gateway.stands(FIRST, DECLINED);
        reconciliation.reconcile(ORDER);
        reconciliation.reconcile(ORDER);
        assertThat(payments.get(ORDER).state()).isEqualTo(new Expired());
    }

    /** Such a claim was once made by whoever named the attempt at another gateway's return. */
    @Test
    void aClaimWhereNobodyIsAskedForTheMoneyKeepsNoPaymentOpen() {
        payments.put(withAttempt(fresh(), attempt(FIRST).claimedAt(EXPIRES_AT.minusMillis(1))));
        gateway.stands(FIRST, PENDING);
        clock.set(OVER);

        reconciling(gateway.aloneAndUnasked()).reconcile(ORDER);

        assertThat(payments.get(ORDER).state()).isEqualTo(new Expired());
    }

    @Test
    void whatSomebodyIsTakingIsLookedAfterAlsoWhenTheOrderIsCalledOff() {
        payments.put(
                withState(
                        withAttempt(fresh(), attempt(FIRST).claimedAt(EXPIRES_AT.minusMillis(1))),
                        new Cancelled()));
        gateway.stands(FIRST, PENDING);
        clock.set(OVER);

        reconciliation.reconcile(ORDER);
        assertThat(payments.looks()).containsOnlyKeys(ORDER);

        gateway.stands(FIRST, DECLINED);
        reconciliation.reconcile(ORDER);
        assertThat(payments.looks()).isEmpty();
    }

    /** The gateway says for ever that something went back, and not how much. */
    @Test
    void lateMoneyThatWentBackIsNotLookedForAnyMore() {
        Refund back =
                new Refund(
                        new RefundRequest(
                                new RefundId("a-refund-of-late-money"),
                                PRICE,
                                "late",
                                new Capture(FIRST, REFERENCE, PRICE, PAID_AT, null)),
                        PAID_AT,
                        new RefundState.Refunded(PAID_AT));
        payments.put(withRefund(withState(visitedTwice(), new Cancelled()), back));
        gateway.stands(FIRST, UNKNOWN);
        gateway.stands(SECOND, UNKNOWN);
        clock.set(OVER);

        reconciliation.reconcile(ORDER);
        assertThat(payments.looks()).as("the other attempt's silence").containsOnlyKeys(ORDER);

        gateway.stands(SECOND, PENDING);
        reconciliation.reconcile(ORDER);
        assertThat(payments.looks()).isEmpty();
    }

    @Test
    void whatNobodyUsedIsToldToNobodyAndExpires() {
        payments.put(visitedTwice());
        gateway.stands(FIRST, new GatewayAnswer.Unused("READY"));
        gateway.stands(SECOND, new GatewayAnswer.Unused("CLOSED"));

        reconciliation.reconcile(ORDER);
        assertThat(payments.get(ORDER)).isEqualTo(visitedTwice());
        assertThat(payments.applied()).isEmpty();
        assertThat(payments.looks()).containsOnlyKeys(ORDER);

        clock.set(OVER);
        reconciliation.reconcile(ORDER);
        assertThat(payments.get(ORDER).state()).isEqualTo(new Expired());
        assertThat(payments.applied())
                .containsExactly(new DeadlinePassed(EXPIRES_AT, visitedTwice().attempts()));
    }

    /** The gateway calls it paid for ever; from the second time on nothing comes of that. */
    @Test
    void lateMoneyOfAnOrderThatWasCalledOffIsLookedForUntilItIsKept() {
        payments.put(withState(visitedOnce(), new Cancelled()));
        gateway.stands(FIRST, PAID);
        clock.set(OVER);

        reconciliation.reconcile(ORDER);
        assertThat(payments.disputed()).containsExactly(DisputeReason.PAYMENT_AFTER_CANCELLATION);
        assertThat(payments.looks()).containsOnlyKeys(ORDER);

        reconciliation.reconcile(ORDER);
        assertThat(payments.disputed()).hasSize(1);
        assertThat(payments.looks()).isEmpty();
    }

    @Test
    void lateMoneyIsLookedAfterWhileItsRefundIsOpen() {
        Payment cancelled = withState(visitedOnce(), new Cancelled());
        Capture capture = new Capture(FIRST, REFERENCE, PRICE, PAID_AT, null);
        Refund open =
                new Refund(
                        new RefundRequest(
                                new RefundId("a-refund-of-late-money"), PRICE, "late", capture),
                        PAID_AT,
                        new RefundState.Requested(OVER.plusSeconds(1), "closing"));
        payments.put(
                withRefund(
                        withDisputes(
                                cancelled,
                                Set.of(
                                        new Dispute(
                                                        DisputeReason.PAYMENT_AFTER_CANCELLATION,
                                                        claim(FIRST, REFERENCE))
                                                .key())),
                        open));
        gateway.stands(FIRST, PAID);
        clock.set(OVER);

        reconciliation.reconcile(ORDER);

        assertThat(payments.looks()).containsOnlyKeys(ORDER);
    }

    @Test
    void anotherAmountIsKeptOnceForAPersonAndConfirmsNothing() {
        payments.put(visitedOnce());
        gateway.stands(FIRST, new GatewayAnswer.Paid(REFERENCE, Money.of("12", "TWD"), PAID_AT));

        reconciliation.reconcile(ORDER);
        reconciliation.reconcile(ORDER);

        assertThat(payments.disputed()).containsExactly(DisputeReason.AMOUNT_MISMATCH);
        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.applied()).isEmpty();
        assertThat(payments.looks()).containsOnlyKeys(ORDER);
    }

    @Test
    void aNumberToPayWithOfWhichNoCallbackToldIsFound() {
        payments.put(visitedOnce());
        gateway.stands(
                FIRST,
                new GatewayAnswer.Pending(
                        "2", Instructions.transfer("812", "9103522175887271", EXPIRES_AT)));

        reconciliation.reconcile(ORDER);
        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingTransfer(FIRST));
        assertThat(payments.applied()).hasSize(1);
        assertThat(payments.looks()).containsOnlyKeys(ORDER);
    }

    @Test
    void aNumberThatIsFoundAtTheLastMomentKeepsThePaymentOpen() {
        Instant until = EXPIRES_AT.plus(Duration.ofDays(3));
        payments.put(visitedOnce());
        gateway.stands(
                FIRST,
                new GatewayAnswer.Pending(
                        "2", Instructions.transfer("812", "9103522175887271", until)));
        clock.set(OVER);

        reconciliation.reconcile(ORDER);

        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingTransfer(FIRST));
        assertThat(payments.get(ORDER).expiresAt()).isEqualTo(until);
        assertThat(payments.looks()).containsOnlyKeys(ORDER);
    }

    @Test
    void ofTwoNumbersEachIsToldOnceAndThePaymentExpiresAsAnyOther() {
        Instant until = EXPIRES_AT.plus(Duration.ofDays(3));
        GatewayAnswer numbered =
                new GatewayAnswer.Pending(
                        "2", Instructions.transfer("812", "9103522175887271", until));
        payments.put(visitedTwice());
        gateway.stands(FIRST, numbered);
        gateway.stands(SECOND, numbered);
        payments.hear(ORDER, instructed(FIRST, until));
        payments.hear(ORDER, instructed(SECOND, until));
        Payment told = payments.get(ORDER);

        for (int look = 0; look < 3; look++) {
            reconciliation.reconcile(ORDER);
            assertThat(payments.get(ORDER)).isEqualTo(told);
        }
        assertThat(payments.applied())
                .containsExactly(instructed(FIRST, until), instructed(SECOND, until));

        clock.set(until.plus(GRACE).plusMillis(1));
        reconciliation.reconcile(ORDER);
        assertThat(payments.get(ORDER).state()).isEqualTo(new Expired());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatHasEndedIsLeftAlone(boolean confirmed) {
        payments.put(
                withState(
                        visitedOnce(),
                        confirmed ? new Confirmed(FIRST, REFERENCE, PAID_AT) : new Expired()));
        clock.set(OVER);

        reconciliation.reconcile(ORDER);

        assertThat(gateway.asked()).isEmpty();
        assertThat(payments.writeCount()).isZero();
    }

    @Test
    void anOrderWithoutAPaymentIsLeftAlone() {
        reconciliation.reconcile(ORDER);

        assertThat(payments.writeCount()).isZero();
    }

    private static Payment visitedOnce() {
        return withAttempt(fresh(), attempt(FIRST));
    }

    private static Payment visitedTwice() {
        return withAttempt(
                visitedOnce(),
                Attempt.open(SECOND, PaymentFixtures.MERCHANT, STARTED_AT.plusSeconds(60)));
    }
}
