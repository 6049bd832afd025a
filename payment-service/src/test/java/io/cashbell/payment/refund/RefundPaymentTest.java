package io.cashbell.payment.refund;

import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.confirmed;
import static io.cashbell.payment.PaymentFixtures.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.FakePayments;
import io.cashbell.payment.FakeRefunds;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundFact;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Manual;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundState.Underway;
import io.cashbell.payment.RefundState.Unknown;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.ScriptedGateway;
import io.cashbell.payment.gateway.ScriptedRefunds;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefundPaymentTest {

    private static final RefundId A = new RefundId("a-refund-of-the-order");
    private static final RefundStep STEP = new RefundStep("refund", "1200");
    private static final RefundPlan ACT = new RefundPlan.Act(STEP);

    private final FakePayments payments = new FakePayments();
    private final MovableClock clock = new MovableClock();
    private final FakeRefunds refunds = new FakeRefunds(payments, clock);
    private final ScriptedRefunds gateway = new ScriptedRefunds();
    private final RefundPayment runner = RefundRuns.on(refunds, gateway.alone(), clock);

    @BeforeEach
    void paidAndAskedBack() {
        payments.put(confirmed());
        refunds.request(ORDER, wish(A.value(), "1200"));
    }

    @Test
    void moneyIsBackWhenTheGatewaySaysSo() {
        gateway.plans(ACT).answers(new RefundAnswer.Returned(PAID_AT));

        assertThat(runner.carryOn(ORDER)).isEmpty();

        assertThat(state()).isEqualTo(new Refunded(PAID_AT));
        assertThat(refunds.told()).containsExactly("refunded " + A);
        assertThat(gateway.asked()).containsExactly("plan", "refund refund");
    }

    @Test
    void aSecondRunAsksNothingMore() {
        gateway.plans(ACT).answers(new RefundAnswer.Returned(PAID_AT));

        runner.carryOn(ORDER);
        runner.carryOn(ORDER);

        assertThat(gateway.asked()).hasSize(2);
        assertThat(refunds.told()).hasSize(1);
    }

    @Test
    void oneStepMayNeedAnother() {
        gateway.plans(ACT, ACT)
                .answers(new RefundAnswer.StepDone(), new RefundAnswer.Returned(PAID_AT));

        runner.carryOn(ORDER);

        assertThat(state()).isInstanceOf(Refunded.class);
        assertThat(gateway.asked())
                .containsExactly("plan", "refund refund", "plan", "refund refund");
    }

    @Test
    void whatMustWaitIsNotAskedForBefore() {
        Instant later = PAID_AT.plus(Duration.ofHours(3));
        gateway.plans(new RefundPlan.Wait(later, "closing"));

        assertThat(runner.carryOn(ORDER)).contains(later);
        runner.carryOn(ORDER);

        assertThat(state()).isEqualTo(new Requested(later, "closing"));
        assertThat(gateway.asked()).containsExactly("plan");
    }

    @Test
    void aLostAnswerIsFoundByAskingAndTheCallIsNotMadeTwice() {
        gateway.plans(ACT)
                .answers(new RefundAnswer.Unknown("no-answer"))
                .stands(new RefundAnswer.Returned(PAID_AT));

        runner.carryOn(ORDER);

        assertThat(state()).isEqualTo(new Refunded(PAID_AT));
        assertThat(gateway.asked()).containsExactly("plan", "refund refund", "standing refund");
    }

    @Test
    void notThereMeansNothingUntilTheCallCanNoLongerBeOnItsWay() {
        gateway.plans(ACT)
                .answers(new RefundAnswer.Unknown("no-answer"))
                .stands(new RefundAnswer.AskAPerson("not-found-at-gateway"));

        runner.carryOn(ORDER);
        assertThat(state()).isEqualTo(new Unknown(STEP, PAID_AT));

        clock.set(PAID_AT.plus(RefundRuns.CONFIG.quiet()));
        gateway.stands(new RefundAnswer.AskAPerson("not-found-at-gateway"));
        runner.carryOn(ORDER);

        assertThat(state()).isInstanceOf(Manual.class);
        assertThat(refunds.told()).containsExactly("by-hand " + A);
        assertThat(gateway.asked())
                .containsExactly("plan", "refund refund", "standing refund", "standing refund");
    }

    @Test
    void aRunnerThatDiedIsFollowedByAQuestionAndNotByACall() {
        refunds.claim(payments.get(ORDER), A, STEP, PAID_AT);
        gateway.stands(new RefundAnswer.Returned(PAID_AT));

        runner.carryOn(ORDER);
        assertThat(state()).isEqualTo(new Underway(STEP, PAID_AT));
        assertThat(gateway.asked()).isEmpty();

        clock.set(PAID_AT.plus(RefundRuns.CONFIG.abandoned()).plusMillis(1));
        runner.carryOn(ORDER);

        assertThat(state()).isInstanceOf(Refunded.class);
        assertThat(gateway.asked()).containsExactly("standing refund");
    }

    @Test
    void aRefusalEndsItAndFreesItsMoney() {
        gateway.plans(ACT).answers(new RefundAnswer.Refused("refused-balance", "error_balance"));

        runner.carryOn(ORDER);

        assertThat(state()).isEqualTo(new Failed("refused-balance", "error_balance"));
        assertThat(payments.get(ORDER).refundable()).isEqualTo(confirmed().amount());
        assertThat(refunds.told()).containsExactly("failed " + A);
    }

    @Test
    void whatHadNoEffectIsTriedAgainLater() {
        Instant later = PAID_AT.plusSeconds(240);
        gateway.plans(ACT, ACT)
                .answers(
                        new RefundAnswer.NotDone("gateway-silent", later),
                        new RefundAnswer.Returned(later));

        runner.carryOn(ORDER);
        assertThat(state()).isEqualTo(new Requested(later, "gateway-silent"));

        clock.set(later);
        runner.carryOn(ORDER);
        assertThat(state()).isEqualTo(new Refunded(later));
    }

    @Test
    void aGatewayThatCannotGiveBackLeavesATaskForAPerson() {
        FakeRefunds others = new FakeRefunds(payments, clock);
        RefundPayment alone = RefundRuns.on(others, new ScriptedGateway().alone(), clock);

        alone.carryOn(ORDER);
        assertThat(state()).isEqualTo(new Manual("no-such-gateway", PAID_AT));
        assertThat(others.told()).containsExactly("by-hand " + A);

        others.hear(ORDER, A, new RefundFact.DoneByPerson(PAID_AT, "somebody"));
        assertThat(others.told()).containsExactly("by-hand " + A, "refunded " + A);
    }

    @Test
    void whileOneCallIsAtWorkNoOtherIsMade() {
        payments.put(confirmed());
        refunds.request(ORDER, wish("the-first-of-two-refunds", "500"));
        refunds.request(ORDER, wish(A.value(), "500"));
        refunds.claim(payments.get(ORDER), new RefundId("the-first-of-two-refunds"), STEP, PAID_AT);
        gateway.plans(ACT);

        runner.carryOn(ORDER);

        assertThat(state()).isInstanceOf(Requested.class);
        assertThat(gateway.asked()).containsExactly("plan");
    }

    /** What the first plan took for the rest is less by then. */
    @Test
    void whatAnotherRefundTookWhileItWasPlannedIsPlannedAgain() {
        RefundId other = new RefundId("another-refund-of-the-order");
        RefundStep next = new RefundStep("refund", "700");
        payments.put(confirmed());
        refunds.request(ORDER, wish(A.value(), "500"));
        clock.set(PAID_AT.plusMillis(1));
        refunds.request(ORDER, wish(other.value(), "500"));
        gateway.meanwhile(() -> refunds.hear(ORDER, other, new RefundFact.MoneyReturned(PAID_AT)))
                .plans(ACT, new RefundPlan.Act(next))
                .answers(new RefundAnswer.Unknown("no-answer"))
                .stands(new RefundAnswer.Unknown("no-answer"));

        runner.carryOn(ORDER);

        assertThat(state()).isEqualTo(new Unknown(next, clock.instant()));
        assertThat(gateway.asked())
                .containsExactly("plan", "plan", "refund refund", "standing refund");
    }

    @Test
    void whatIsTriedForAWeekIsLeftToAPerson() {
        clock.set(PAID_AT.plus(RefundRuns.CONFIG.giveUp()).plusMillis(1));

        runner.carryOn(ORDER);

        assertThat(state()).isInstanceOf(Manual.class);
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void aGatewayThatTellsByItselfIsHeardOnceAndOnlyOfWhatIsThere() {
        gateway.plans(ACT).answers(new RefundAnswer.TakenOn("PROCESSING"));
        gateway.stands(new RefundAnswer.TakenOn("PROCESSING"));
        runner.carryOn(ORDER);
        assertThat(refunds.told()).isEmpty();

        assertThat(runner.settle(ORDER, A, new RefundAnswer.Unknown("new-word"))).isTrue();
        assertThat(refunds.told()).isEmpty();
        assertThat(runner.settle(ORDER, A, new RefundAnswer.Returned(PAID_AT))).isTrue();
        assertThat(runner.settle(ORDER, A, new RefundAnswer.Returned(PAID_AT))).isTrue();

        assertThat(refunds.told()).containsExactly("refunded " + A);
        assertThat(
                        runner.settle(
                                ORDER,
                                new RefundId("a-refund-of-somebody-else"),
                                new RefundAnswer.Returned(PAID_AT)))
                .isFalse();
    }

    private RefundState state() {
        Refund refund = payments.get(ORDER).refunds().get(A);
        return Objects.requireNonNull(refund).state();
    }
}
