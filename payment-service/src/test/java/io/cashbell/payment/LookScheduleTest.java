package io.cashbell.payment;

import static io.cashbell.payment.LookSchedule.LATER;
import static io.cashbell.payment.LookSchedule.SOON;
import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.opened;
import static io.cashbell.payment.PaymentFixtures.withAttempt;
import static io.cashbell.payment.PaymentFixtures.withState;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LookScheduleTest {

    private static final Instant LONG_AGO = EXPIRES_AT.minus(Duration.ofDays(3));
    private static final Instant NOW = LONG_AGO.plus(Duration.ofDays(1));

    @Test
    void theFirstLookIsSoon() {
        assertThat(LookSchedule.first(PAID_AT)).isEqualTo(PAID_AT.plus(SOON));
    }

    @Test
    void whoeverIsAtAGatewaysPageIsLookedAfterSoonAgain() {
        assertThat(LookSchedule.next(opened(), PAID_AT)).isEqualTo(PAID_AT.plus(SOON));
        assertThat(LookSchedule.next(withState(opened(), new Failed(Set.of(FIRST))), PAID_AT))
                .isEqualTo(PAID_AT.plus(SOON));
    }

    @Test
    void aNumberThatWasIssuedLongAgoIsLookedAfterSeldom() {
        assertThat(LookSchedule.next(transfer(LONG_AGO), NOW)).isEqualTo(NOW.plus(LATER));
    }

    @Test
    void aNumberIsFreshForTwoHours() {
        Instant issued = NOW.minus(Duration.ofHours(2));

        assertThat(LookSchedule.next(transfer(issued.plusMillis(1)), NOW))
                .isEqualTo(NOW.plus(SOON));
        assertThat(LookSchedule.next(transfer(issued), NOW)).isEqualTo(NOW.plus(LATER));
    }

    @Test
    void aNewAttemptBesideAnOldNumberIsLookedAfterSoon() {
        Payment payment = withAttempt(transfer(LONG_AGO), Attempt.open(SECOND, MERCHANT, NOW));

        assertThat(LookSchedule.next(payment, NOW)).isEqualTo(NOW.plus(SOON));
    }

    @Test
    void noLookJumpsOverTheDeadline() {
        assertThat(LookSchedule.next(opened(), EXPIRES_AT.minusMillis(1))).isEqualTo(EXPIRES_AT);
        assertThat(LookSchedule.next(transfer(LONG_AGO), EXPIRES_AT.minus(LATER).plusMillis(1)))
                .isEqualTo(EXPIRES_AT);
    }

    @Test
    void afterTheDeadlineTheNextLookIsAheadAllTheSame() {
        assertThat(LookSchedule.next(opened(), EXPIRES_AT)).isEqualTo(EXPIRES_AT.plus(SOON));
        assertThat(LookSchedule.next(opened(), EXPIRES_AT.plusSeconds(1)))
                .isEqualTo(EXPIRES_AT.plusSeconds(1).plus(SOON));
    }

    /** The buyer holds a number; both attempts began at {@code start}. */
    private static Payment transfer(Instant start) {
        Payment payment = withState(opened(), new AwaitingTransfer(FIRST));
        for (AttemptNumber number : Set.of(FIRST, SECOND)) {
            payment = withAttempt(payment, Attempt.open(number, MERCHANT, start));
        }
        return payment;
    }
}
