package io.cashbell.payment.callback;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.FOREIGN;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.PRICE;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.SESSION;
import static io.cashbell.payment.PaymentFixtures.approvable;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.withAttempt;
import static io.cashbell.payment.PaymentFixtures.withState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.Money;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.callback.TakeMoney.Taking;
import io.cashbell.payment.gateway.ApprovingGateway;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.ScriptedGateway;
import io.cashbell.payment.settlement.Settlement;
import io.cashbell.payment.settlement.Settlements;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakeMoneyTest {

    private static final CallbackId ID = CallbackId.next(PAID_AT, new SecureRandom());
    private static final String PROOF = "a-proof-of-the-buyers-consent";
    private static final String APPROVAL = "approve " + FIRST + " " + PROOF;
    private static final GatewayAnswer PAID = new GatewayAnswer.Paid(REFERENCE, PRICE, PAID_AT);
    private static final GatewayAnswer DECLINED =
            new GatewayAnswer.Declined("refused-by-bank", "-780");
    private static final GatewayAnswer UNKNOWN = new GatewayAnswer.Unknown("timeout");

    private final FakePayments payments = new FakePayments();
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final MovableClock clock = new MovableClock();
    private Pause betweenTries = _ -> clock.set(clock.instant().plusSeconds(2));
    private final TakeMoney money =
            new TakeMoney(
                    payments,
                    Settlements.on(payments),
                    new ApprovalPause() {
                        @Override
                        void await(int tries) throws InterruptedException {
                            betweenTries.accept(tries);
                        }
                    },
                    clock);

    /** What happens between one try and the next. */
    @FunctionalInterface
    private interface Pause {
        void accept(int tries) throws InterruptedException;
    }

    @BeforeEach
    void visited() {
        payments.put(approvable());
    }

    @Test
    void whatTheGatewayTakesIsConfirmed() {
        gateway.approves(FIRST, PAID);

        assertThat(take(FIRST)).contains(Settlement.CONFIRMED);

        assertThat(payments.get(ORDER).state()).isEqualTo(new Confirmed(FIRST, REFERENCE, PAID_AT));
        assertThat(gateway.asked()).containsExactly(APPROVAL);
    }

    @Test
    void theClaimIsKeptBeforeAnythingIsTaken() {
        gateway.approves(FIRST, PAID);

        take(FIRST);

        assertThat(payments.get(ORDER).attempts())
                .containsEntry(FIRST, attempt(FIRST).with(SESSION).claimedAt(PAID_AT));
    }

    @Test
    void nothingIsTakenThatCouldNotBeClaimed() {
        gateway.approves(FIRST, PAID);
        payments.breakDown();

        assertThatThrownBy(() -> take(FIRST)).isInstanceOf(IllegalStateException.class);

        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void aLostAnswerIsAskedForAndTheMoneyFound() {
        gateway.approves(FIRST, UNKNOWN);
        gateway.stands(FIRST, PAID);

        assertThat(take(FIRST)).contains(Settlement.CONFIRMED);

        assertThat(payments.get(ORDER).state()).isInstanceOf(Confirmed.class);
        assertThat(gateway.asked()).containsExactly(APPROVAL, "query " + FIRST);
    }

    @Test
    void whatStaysUnknownIsNeitherMoneyNorFailureAndNothingElseIsTaken() {
        gateway.approves(FIRST, UNKNOWN);
        gateway.stands(FIRST, UNKNOWN);

        assertThat(take(FIRST)).contains(Settlement.UNSUPPORTED);

        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.applied()).isEmpty();
        assertThat(payments.disputed()).isEmpty();
        assertThat(take(FIRST)).isEmpty();
        assertThat(take(SECOND)).isEmpty();
        assertThat(gateway.asked()).containsExactly(APPROVAL, "query " + FIRST);
    }

    @Test
    void aSecondClickAsksNobody() {
        gateway.approves(FIRST, PAID);
        take(FIRST);

        assertThat(take(FIRST)).isEmpty();
        assertThat(take(SECOND)).isEmpty();

        assertThat(gateway.asked()).containsExactly(APPROVAL);
        assertThat(payments.applied()).hasSize(1);
    }

    @Test
    void ofManyClicksAtOnceOneAsks() throws Exception {
        gateway.approves(FIRST, PAID);
        List<Optional<Settlement>> settlements = new ArrayList<>();

        try (ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<Settlement>> click = () -> take(FIRST);
            for (Future<Optional<Settlement>> done :
                    buyers.invokeAll(Collections.nCopies(20, click))) {
                settlements.add(done.get());
            }
        }

        assertThat(settlements)
                .containsOnlyOnce(Optional.of(Settlement.CONFIRMED))
                .containsOnly(Optional.of(Settlement.CONFIRMED), Optional.empty());
        assertThat(gateway.asked()).containsExactly(APPROVAL);
    }

    @Test
    void aRefusalIsAFailureAndTheNextAttemptMayBeTaken() {
        gateway.approves(FIRST, DECLINED);
        gateway.approves(SECOND, PAID);

        assertThat(take(FIRST)).contains(Settlement.DECLINED);
        assertThat(payments.get(ORDER).state()).isEqualTo(new Failed(Set.of(FIRST)));
        assertThat(take(FIRST)).isEmpty();

        assertThat(take(SECOND)).contains(Settlement.CONFIRMED);
        assertThat(gateway.asked()).containsExactly(APPROVAL, "approve " + SECOND + " " + PROOF);
    }

    @Test
    void anotherAmountIsKeptForAPerson() {
        gateway.approves(FIRST, new GatewayAnswer.Paid(REFERENCE, Money.of("12", "TWD"), PAID_AT));

        assertThat(take(FIRST)).contains(Settlement.DISPUTED);

        assertThat(payments.disputed()).containsExactly(DisputeReason.AMOUNT_MISMATCH);
        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
    }

    @Test
    void nothingIsTakenForWhatIsOverOrNoneOfOurs() {
        assertThat(take(FOREIGN)).isEmpty();
        assertThat(money.take(ID, gateway, new OrderId("01jexampleorder0000000000z"), FIRST, PROOF))
                .isEqualTo(new Taking.Nothing());

        payments.put(withState(approvable(), new Expired()));
        assertThat(take(FIRST)).isEmpty();

        assertThat(gateway.asked()).isEmpty();
    }

    /** As the address of a return may name it. */
    @Test
    void nothingIsTakenByAnAttemptOfAnotherGateway() {
        Attempt elsewhere = Attempt.open(FIRST, "2000132", PAID_AT).with(SESSION);
        payments.put(withAttempt(approvable(), elsewhere));

        assertThat(take(FIRST)).isEmpty();

        assertThat(gateway.asked()).isEmpty();
        assertThat(payments.get(ORDER).attempts()).containsEntry(FIRST, elsewhere);
    }

    @Test
    void aClaimWhoseAnswerIsLostIsGivenBackSoThatAReloadTakesTheMoney() {
        gateway.approves(FIRST, PAID);
        payments.loseTheNextClaim();

        assertThatThrownBy(() -> take(FIRST)).isInstanceOf(IllegalStateException.class);
        assertThat(gateway.asked()).isEmpty();

        assertThat(take(FIRST)).contains(Settlement.CONFIRMED);
        assertThat(gateway.asked()).containsExactly(APPROVAL);
    }

    @Test
    void aCallThatCouldNotBeSentIsMadeAgainAndTakesTheMoneyOnce() {
        gateway.approves(FIRST, PAID);
        gateway.isReachable(false);
        betweenTries = tries -> gateway.isReachable(tries == 3);

        assertThat(take(FIRST)).contains(Settlement.CONFIRMED);

        assertThat(gateway.asked()).containsExactly(APPROVAL);
        assertThat(payments.applied()).hasSize(1);
    }

    @Test
    void aCallThatMayHaveBeenSentIsNeverMadeAgain() {
        gateway.approves(FIRST, UNKNOWN);
        gateway.stands(FIRST, UNKNOWN);
        gateway.isReachable(false);
        betweenTries = _ -> gateway.isReachable(true);

        assertThat(take(FIRST)).contains(Settlement.UNSUPPORTED);

        assertThat(gateway.asked()).containsExactly(APPROVAL, "query " + FIRST);
        assertThat(payments.get(ORDER).attempts())
                .containsEntry(FIRST, attempt(FIRST).with(SESSION).claimedAt(PAID_AT));
        assertThat(take(SECOND)).isEmpty();
    }

    @Test
    void aClaimWhoseCallWasNeverSentIsGivenBackInTime() {
        gateway.isReachable(false);

        assertThat(taking(FIRST)).isEqualTo(new Taking.NotReached());

        assertThat(clock.instant())
                .isBefore(PAID_AT.plus(ApprovingGateway.BEGUN_WITHIN).plusSeconds(3));
        assertThat(payments.get(ORDER)).isEqualTo(approvable());
        gateway.isReachable(true);
        gateway.approves(SECOND, PAID);
        assertThat(take(SECOND)).contains(Settlement.CONFIRMED);
        assertThat(gateway.asked()).containsExactly("approve " + SECOND + " " + PROOF);
    }

    @Test
    void aReloadTakesWhatWasGivenBack() {
        gateway.isReachable(false);
        take(FIRST);
        gateway.isReachable(true);
        gateway.approves(FIRST, PAID);

        assertThat(take(FIRST)).contains(Settlement.CONFIRMED);
    }

    @Test
    void whereTheClockStandsStillTheTriesEndAllTheSame() {
        List<Integer> tries = new ArrayList<>();
        betweenTries = tries::add;
        gateway.isReachable(false);

        assertThat(taking(FIRST)).isEqualTo(new Taking.NotReached());
        assertThat(tries).hasSizeLessThan(30);
    }

    @Test
    void nothingIsTakenOnceTheOrderIsCalledOffOrTheAttemptHasFailed() {
        gateway.approves(FIRST, PAID);
        for (var since : List.of(new Cancelled(), new Failed(Set.of(FIRST)))) {
            payments.put(approvable());
            gateway.isReachable(false);
            betweenTries =
                    _ -> {
                        gateway.isReachable(true);
                        payments.put(withState(payments.get(ORDER), since));
                    };

            assertThat(taking(FIRST)).isEqualTo(new Taking.NotReached());
        }
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void whoeverIsStoppedGivesTheClaimBack() {
        gateway.isReachable(false);
        betweenTries =
                _ -> {
                    throw new InterruptedException();
                };

        assertThat(taking(FIRST)).isEqualTo(new Taking.NotReached());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(payments.get(ORDER)).isEqualTo(approvable());
    }

    private Taking taking(AttemptNumber attempt) {
        return money.take(ID, gateway, ORDER, attempt, PROOF);
    }

    private Optional<Settlement> take(AttemptNumber attempt) {
        return taking(attempt) instanceof Taking.Taken taken
                ? Optional.of(taken.settlement())
                : Optional.empty();
    }
}
