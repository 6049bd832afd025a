package io.cashbell.payment;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.opened;
import static io.cashbell.payment.PaymentFixtures.withAttempt;
import static io.cashbell.payment.PaymentFixtures.withState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookScheduleTest {

    private static final LookSchedule USUAL = LookSchedule.USUAL;
    private static final Duration SOON = Duration.ofMinutes(4);
    private static final Duration LATER = Duration.ofMinutes(30);

    private static final Instant LONG_AGO = EXPIRES_AT.minus(Duration.ofDays(3));
    private static final Instant NOW = LONG_AGO.plus(Duration.ofDays(1));

    @Test
    void theFirstLookIsSoon() {
        assertThat(USUAL.first(PAID_AT)).isEqualTo(PAID_AT.plus(SOON));
    }

    @Test
    void whoeverIsAtAGatewaysPageIsLookedAfterSoonAgain() {
        assertThat(USUAL.next(opened(), PAID_AT)).isEqualTo(PAID_AT.plus(SOON));
        assertThat(USUAL.next(withState(opened(), new Failed(Set.of(FIRST))), PAID_AT))
                .isEqualTo(PAID_AT.plus(SOON));
    }

    @Test
    void aNumberThatWasIssuedLongAgoIsLookedAfterSeldom() {
        assertThat(USUAL.next(transfer(LONG_AGO), NOW)).isEqualTo(NOW.plus(LATER));
    }

    @Test
    void aNumberIsFreshForTwoHours() {
        Instant issued = NOW.minus(Duration.ofHours(2));

        assertThat(USUAL.next(transfer(issued.plusMillis(1)), NOW)).isEqualTo(NOW.plus(SOON));
        assertThat(USUAL.next(transfer(issued), NOW)).isEqualTo(NOW.plus(LATER));
    }

    @Test
    void aNewAttemptBesideAnOldNumberIsLookedAfterSoon() {
        Payment payment = withAttempt(transfer(LONG_AGO), Attempt.open(SECOND, MERCHANT, NOW));

        assertThat(USUAL.next(payment, NOW)).isEqualTo(NOW.plus(SOON));
    }

    @Test
    void noLookJumpsOverTheDeadline() {
        assertThat(USUAL.next(opened(), EXPIRES_AT.minusMillis(1))).isEqualTo(EXPIRES_AT);
        assertThat(USUAL.next(transfer(LONG_AGO), EXPIRES_AT.minus(LATER).plusMillis(1)))
                .isEqualTo(EXPIRES_AT);
    }

    @Test
    void afterTheDeadlineTheNextLookIsAheadAllTheSame() {
        assertThat(USUAL.next(opened(), EXPIRES_AT)).isEqualTo(EXPIRES_AT.plus(SOON));
        assertThat(USUAL.next(opened(), EXPIRES_AT.plusSeconds(1)))
                .isEqualTo(EXPIRES_AT.plusSeconds(1).plus(SOON));
    }

    @Test
    void anotherScheduleHasOtherLooks() {
        LookSchedule hurried =
                new LookSchedule(
                        Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

        assertThat(hurried.first(PAID_AT)).isEqualTo(PAID_AT.plusSeconds(30));
        assertThat(hurried.next(transfer(NOW.minusSeconds(601)), NOW))
                .isEqualTo(NOW.plusSeconds(120));
        assertThat(hurried.next(transfer(NOW.minusSeconds(599)), NOW))
                .isEqualTo(NOW.plusSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1M, PT1H", "PT5M, PT4M, PT1H", "PT4M, PT30M, PT-1S"})
    void aScheduleThatMakesNoSenseIsRefused(Duration soon, Duration later, Duration fresh) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LookSchedule(soon, later, fresh));
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
