package io.cashbell.payment;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.OTHER_REFERENCE;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.claim;
import static io.cashbell.payment.PaymentFixtures.declined;
import static io.cashbell.payment.PaymentFixtures.instructed;
import static io.cashbell.payment.PaymentFixtures.paid;
import static io.cashbell.payment.PaymentFixtures.simulated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cashbell.payment.Outcome.Changed;
import io.cashbell.payment.Outcome.Disputed;
import io.cashbell.payment.Outcome.Reopened;
import io.cashbell.payment.Outcome.Supplemented;
import io.cashbell.payment.Outcome.Unchanged;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentFact.OrderCancelled;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentTransitionsTest {

    private static final PaymentState AWAITING = new AwaitingCustomer();
    private static final PaymentState CONFIRMED = new Confirmed(FIRST, REFERENCE, PAID_AT);
    private static final PaymentState FAILED = new Failed(Set.of(FIRST));
    private static final PaymentState TRANSFER = new AwaitingTransfer(FIRST);
    private static final PaymentState EXPIRED = new Expired();
    private static final PaymentState EXPIRED_AND_OFF = new Expired(true);
    private static final PaymentState CANCELLED = new Cancelled();

    private static final Instant LATER = PAID_AT.plusSeconds(600);

    private static final PaymentFact PAID = paid(FIRST, REFERENCE);
    private static final PaymentFact DECLINED = declined(FIRST);
    private static final PaymentFact ISSUED = instructed(FIRST);
    private static final PaymentFact SIMULATED = simulated(FIRST);
    private static final PaymentFact DEADLINE = new DeadlinePassed();
    private static final PaymentFact OFF = new OrderCancelled();

    static Stream<Arguments> pairs() {
        return Stream.of(
                arguments(AWAITING, PAID, new Changed(CONFIRMED)),
                arguments(AWAITING, DECLINED, new Changed(FAILED)),
                arguments(AWAITING, SIMULATED, new Unchanged()),
                arguments(AWAITING, DEADLINE, new Changed(EXPIRED)),
                arguments(AWAITING, ISSUED, new Changed(TRANSFER)),
                arguments(TRANSFER, PAID, new Changed(CONFIRMED)),
                arguments(TRANSFER, DECLINED, new Changed(FAILED)),
                arguments(TRANSFER, ISSUED, new Unchanged()),
                arguments(TRANSFER, SIMULATED, new Unchanged()),
                arguments(TRANSFER, DEADLINE, new Changed(EXPIRED)),
                arguments(FAILED, ISSUED, new Unchanged()),
                arguments(EXPIRED, ISSUED, new Unchanged()),
                arguments(CONFIRMED, ISSUED, new Unchanged()),
                arguments(FAILED, PAID, new Changed(CONFIRMED)),
                arguments(FAILED, DECLINED, new Unchanged()),
                arguments(FAILED, SIMULATED, new Unchanged()),
                arguments(FAILED, DEADLINE, new Changed(EXPIRED)),
                arguments(EXPIRED, PAID, new Disputed(DisputeReason.PAYMENT_AFTER_EXPIRY, false)),
                arguments(EXPIRED, DECLINED, new Unchanged()),
                arguments(EXPIRED, SIMULATED, new Unchanged()),
                arguments(EXPIRED, DEADLINE, new Unchanged()),
                arguments(CONFIRMED, PAID, new Unchanged()),
                arguments(CONFIRMED, DECLINED, new Unchanged()),
                arguments(CONFIRMED, SIMULATED, new Unchanged()),
                arguments(CONFIRMED, DEADLINE, new Unchanged()),
                arguments(AWAITING, OFF, new Changed(CANCELLED)),
                arguments(TRANSFER, OFF, new Changed(CANCELLED)),
                arguments(FAILED, OFF, new Changed(CANCELLED)),
                arguments(EXPIRED, OFF, new Changed(EXPIRED_AND_OFF)),
                arguments(EXPIRED_AND_OFF, OFF, new Unchanged()),
                arguments(EXPIRED_AND_OFF, DEADLINE, new Unchanged()),
                arguments(CONFIRMED, OFF, new Unchanged()),
                arguments(
                        CANCELLED,
                        PAID,
                        new Disputed(DisputeReason.PAYMENT_AFTER_CANCELLATION, false)),
                arguments(CANCELLED, DECLINED, new Unchanged()),
                arguments(CANCELLED, ISSUED, new Unchanged()),
                arguments(CANCELLED, SIMULATED, new Unchanged()),
                arguments(CANCELLED, DEADLINE, new Unchanged()),
                arguments(CANCELLED, OFF, new Unchanged()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyFactHasItsEffectOnEveryState(PaymentState from, PaymentFact fact, Outcome outcome) {
        assertThat(PaymentTransitions.next(from, fact, LatePayments.REFUND)).isEqualTo(outcome);
    }

    /** The shop's rule for late money decides about late money, and about nothing else. */
    @ParameterizedTest
    @EnumSource(LatePayments.class)
    void whateverTheRuleForLateMoneyEveryPairIsWalked(LatePayments rule) {
        assertThat(pairs())
                .allSatisfy(
                        pair -> {
                            PaymentState from = (PaymentState) pair.get()[0];
                            PaymentFact fact = (PaymentFact) pair.get()[1];
                            Outcome outcome = (Outcome) pair.get()[2];
                            assertThat(PaymentTransitions.next(from, fact, rule))
                                    .as("%s, %s", from, fact)
                                    .isEqualTo(
                                            switch (rule) {
                                                case REFUND -> outcome;
                                                case REOPEN -> reopened(outcome);
                                            });
                        });
    }

    private static Outcome reopened(Outcome outcome) {
        return outcome instanceof Disputed(var reason, _)
                        && reason == DisputeReason.PAYMENT_AFTER_EXPIRY
                ? new Reopened(CONFIRMED, reason)
                : outcome;
    }

    @Test
    void noPairIsForgotten() {
        Set<List<Class<?>>> walked =
                pairs().map(
                                pair ->
                                        List.<Class<?>>of(
                                                pair.get()[0].getClass(), pair.get()[1].getClass()))
                        .collect(Collectors.toSet());

        Set<List<Class<?>>> all =
                Arrays.stream(PaymentState.class.getPermittedSubclasses())
                        .flatMap(
                                state ->
                                        Arrays.stream(PaymentFact.class.getPermittedSubclasses())
                                                .map(fact -> List.<Class<?>>of(state, fact)))
                        .collect(Collectors.toSet());

        assertThat(walked).isEqualTo(all);
    }

    /** Under the name of other late money, so that what was kept before is kept once. */
    @ParameterizedTest
    @EnumSource(LatePayments.class)
    void anExpiredOrderThatWasCalledOffKeepsNoLateMoney(LatePayments rule) {
        assertThat(PaymentTransitions.next(EXPIRED_AND_OFF, PAID, rule))
                .isEqualTo(new Disputed(DisputeReason.PAYMENT_AFTER_EXPIRY, false));
    }

    @Test
    void aSecondAttemptThatFailsIsToldAsWell() {
        assertThat(PaymentTransitions.next(FAILED, declined(SECOND), LatePayments.REFUND))
                .isEqualTo(new Changed(new Failed(Set.of(FIRST, SECOND))));
    }

    @Test
    void anotherAttemptsFailureTakesTheNumberFromNobody() {
        assertThat(PaymentTransitions.next(TRANSFER, declined(SECOND), LatePayments.REFUND))
                .isEqualTo(new Unchanged());
    }

    @Test
    void theBuyerHoldsTheNumberThatWasIssuedLast() {
        assertThat(PaymentTransitions.next(TRANSFER, instructed(SECOND), LatePayments.REFUND))
                .isEqualTo(new Changed(new AwaitingTransfer(SECOND)));
    }

    @Test
    void aNumberIsIssuedAfterACardHasFailed() {
        assertThat(PaymentTransitions.next(FAILED, instructed(SECOND), LatePayments.REFUND))
                .isEqualTo(new Changed(new AwaitingTransfer(SECOND)));
    }

    @Test
    void aSecondPaymentByAnotherAttemptNeedsAPerson() {
        assertThat(
                        PaymentTransitions.next(
                                CONFIRMED, paid(SECOND, OTHER_REFERENCE), LatePayments.REFUND))
                .isEqualTo(new Disputed(DisputeReason.SECOND_PAYMENT, false));
    }

    @Test
    void aSecondPaymentByTheSameAttemptNeedsAPerson() {
        assertThat(
                        PaymentTransitions.next(
                                CONFIRMED, paid(FIRST, OTHER_REFERENCE), LatePayments.REFUND))
                .isEqualTo(new Disputed(DisputeReason.SECOND_PAYMENT, false));
    }

    /** Without it no call can give the money back. */
    @Test
    void theCardIsLearnedFromALaterCopyAndNotForgottenByOneWithoutIt() {
        CardAuthorisation card = new CardAuthorisation("13475885", false, false);
        PaymentFact withCard =
                new CaptureConfirmed(claim(FIRST, REFERENCE), REFERENCE, LATER, card);
        PaymentState known = new Confirmed(FIRST, REFERENCE, PAID_AT, card);

        assertThat(PaymentTransitions.next(CONFIRMED, withCard, LatePayments.REFUND))
                .isEqualTo(new Supplemented(new Confirmed(FIRST, REFERENCE, PAID_AT, card)));
        assertThat(PaymentTransitions.next(known, withCard, LatePayments.REFUND))
                .isEqualTo(new Unchanged());
        assertThat(PaymentTransitions.next(known, PAID, LatePayments.REFUND))
                .isEqualTo(new Unchanged());
    }

    /**
     * The same facts, in any order and as often as you like, end in the same state, where money
     * opens an order again; else that money goes back whose order was over. An order that was
     * called off before stays so, and its money goes back.
     */
    @Test
    void arrivalOrderAndRepeatsDoNotMatter() {
        Random random = new Random(20260101);
        for (int run = 0; run < 10_000; run++) {
            List<PaymentFact> facts =
                    new ArrayList<>(
                            List.of(
                                    PAID,
                                    DECLINED,
                                    declined(SECOND),
                                    ISSUED,
                                    SIMULATED,
                                    DEADLINE,
                                    OFF));
            for (int copy = random.nextInt(6); copy > 0; copy--) {
                facts.add(facts.get(random.nextInt(facts.size())));
            }
            Collections.shuffle(facts, random);

            int confirmations = 0;
            int late = 0;
            PaymentState state = AWAITING;
            for (PaymentFact fact : facts) {
                switch (PaymentTransitions.next(state, fact, LatePayments.REOPEN)) {
                    case Changed(var next) -> {
                        confirmations += next instanceof Confirmed ? 1 : 0;
                        state = next;
                    }
                    case Reopened(var next, _) -> {
                        confirmations++;
                        state = next;
                    }
                    case Disputed(var reason, _) -> {
                        assertThat(reason)
                                .isEqualTo(
                                        state.equals(CANCELLED)
                                                ? DisputeReason.PAYMENT_AFTER_CANCELLATION
                                                : DisputeReason.PAYMENT_AFTER_EXPIRY);
                        late++;
                    }
                    default -> {}
                }
            }

            if (state.equals(CANCELLED) || state.equals(EXPIRED_AND_OFF)) {
                assertThat(confirmations).isZero();
                assertThat(late).isEqualTo(Collections.frequency(facts, PAID));
            } else {
                assertThat(state).isEqualTo(CONFIRMED);
                assertThat(confirmations).isEqualTo(1);
                assertThat(late).isZero();
            }
        }
    }
}
