package io.cashbell.payment;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.FOREIGN;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.OTHER_REFERENCE;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.PRICE;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.TOKEN_HASH;
import static io.cashbell.payment.PaymentFixtures.approvable;
import static io.cashbell.payment.PaymentFixtures.declined;
import static io.cashbell.payment.PaymentFixtures.instructed;
import static io.cashbell.payment.PaymentFixtures.opened;
import static io.cashbell.payment.PaymentFixtures.paid;
import static io.cashbell.payment.PaymentFixtures.withAttempt;
import static io.cashbell.payment.PaymentFixtures.withDisputes;
import static io.cashbell.payment.PaymentFixtures.withState;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.Outcome.Changed;
import io.cashbell.payment.Outcome.Disputed;
import io.cashbell.payment.Outcome.NoRoom;
import io.cashbell.payment.Outcome.Rejected;
import io.cashbell.payment.Outcome.Reopened;
import io.cashbell.payment.Outcome.Unchanged;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PaymentTest {

    @Test
    @Tag("S2-22")
    void moneyThatAgreesInEveryPartConfirms() {
        assertThat(opened().hear(paid(FIRST, REFERENCE), LatePayments.REFUND))
                .isEqualTo(new Changed(new Confirmed(FIRST, REFERENCE, PAID_AT)));
    }

    @Test
    @Tag("S2-23")
    void anotherAmountIsKeptAndNotApplied() {
        assertThat(
                        opened().hear(
                                        saying(MERCHANT, FIRST, Money.of("12", "TWD")),
                                        LatePayments.REFUND))
                .isEqualTo(new Disputed(DisputeReason.AMOUNT_MISMATCH, false));
    }

    @Test
    @Tag("S2-23")
    void anotherCurrencyIsKeptAndNotApplied() {
        assertThat(
                        opened().hear(
                                        saying(MERCHANT, FIRST, Money.of("1200", "CNY")),
                                        LatePayments.REFUND))
                .isEqualTo(new Disputed(DisputeReason.AMOUNT_MISMATCH, false));
    }

    @Test
    @Tag("S2-23")
    void anotherMerchantIsKeptAndNotApplied() {
        assertThat(opened().hear(saying("3002599", FIRST, PRICE), LatePayments.REFUND))
                .isEqualTo(new Disputed(DisputeReason.MERCHANT_MISMATCH, false));
    }

    @Test
    @Tag("S2-23")
    void anAttemptThatWeNeverOpenedIsKeptAndNotApplied() {
        assertThat(opened().hear(saying(MERCHANT, FOREIGN, PRICE), LatePayments.REFUND))
                .isEqualTo(new Disputed(DisputeReason.UNKNOWN_ATTEMPT, false));
    }

    @Test
    void ourNumberInOtherLettersIsNobodysAttempt() {
        AttemptNumber altered = new AttemptNumber(FIRST.value().toLowerCase(java.util.Locale.ROOT));

        assertThat(opened().hear(saying(MERCHANT, altered, PRICE), LatePayments.REFUND))
                .isEqualTo(new Rejected());
    }

    @Test
    void theSameDisputeIsRaisedOnce() {
        Payment payment = withDisputes(opened(), Set.of("amount-mismatch/" + REFERENCE));

        assertThat(
                        payment.hear(
                                saying(MERCHANT, FIRST, Money.of("12", "TWD")),
                                LatePayments.REFUND))
                .isEqualTo(new Disputed(DisputeReason.AMOUNT_MISMATCH, true));
    }

    @Test
    void disputesDoNotFillTheItemWithoutEnd() {
        Set<String> many =
                IntStream.range(0, Payment.MAX_DISPUTES)
                        .mapToObj(i -> "amount-mismatch/" + i)
                        .collect(Collectors.toSet());

        assertThat(
                        withDisputes(opened(), many)
                                .hear(
                                        saying(MERCHANT, FIRST, Money.of("12", "TWD")),
                                        LatePayments.REFUND))
                .isEqualTo(new NoRoom());
    }

    @Test
    void aSecondPaymentIsNeverSilent() {
        Payment confirmed = withState(opened(), new Confirmed(FIRST, REFERENCE, PAID_AT));

        assertThat(confirmed.hear(paid(SECOND, OTHER_REFERENCE), LatePayments.REFUND))
                .isEqualTo(new Disputed(DisputeReason.SECOND_PAYMENT, false));
    }

    @Test
    void aFailedPaymentMayBeTriedAgainUntilItsDeadline() {
        Payment failed = withState(opened(), new Failed(Set.of(FIRST)));

        assertThat(failed.isPayableAt(EXPIRES_AT.minusMillis(1))).isTrue();
        assertThat(failed.isPayableAt(EXPIRES_AT)).isFalse();
        assertThat(failed.hear(declined(SECOND), LatePayments.REFUND))
                .isEqualTo(new Changed(new Failed(Set.of(FIRST, SECOND))));
    }

    @Test
    void anExpiredPaymentIsNotPayableAndMoneyThatComesAllTheSameGoesByTheShopsRule() {
        Payment expired = withState(opened(), new Expired());

        assertThat(expired.isPayableAt(EXPIRES_AT.minusSeconds(60))).isFalse();
        assertThat(expired.hear(paid(FIRST, REFERENCE), LatePayments.REFUND))
                .isEqualTo(new Disputed(DisputeReason.PAYMENT_AFTER_EXPIRY, false));
        assertThat(expired.hear(paid(FIRST, REFERENCE), LatePayments.REOPEN))
                .isEqualTo(
                        new Reopened(
                                new Confirmed(FIRST, REFERENCE, PAID_AT),
                                DisputeReason.PAYMENT_AFTER_EXPIRY));
    }

    /** It was kept, and its refund with it, while the rule was another one. */
    @Test
    void lateMoneyThatWentBackReopensNothingWhenItIsHeardOfAgain() {
        Payment expired =
                withDisputes(
                        withState(opened(), new Expired()),
                        Set.of("payment-after-expiry/" + REFERENCE));

        assertThat(expired.hear(paid(FIRST, REFERENCE), LatePayments.REOPEN))
                .isEqualTo(new Disputed(DisputeReason.PAYMENT_AFTER_EXPIRY, true));
        assertThat(expired.hear(paid(FIRST, OTHER_REFERENCE), LatePayments.REOPEN))
                .as("other money")
                .isInstanceOf(Reopened.class);
    }

    @Test
    @Tag("S2-18")
    void onlyTheRightTokenOpens() {
        assertThat(opened().hasAccessTokenHash(TOKEN_HASH)).isTrue();
        assertThat(opened().hasAccessTokenHash(TOKEN_HASH.toLowerCase(java.util.Locale.ROOT)))
                .isFalse();
        assertThat(opened().hasAccessTokenHash("")).isFalse();
    }

    @Test
    void anAttemptIsClaimedOnce() {
        assertThat(approvable().isClaimable(FIRST, MERCHANT, PAID_AT)).isTrue();
        assertThat(claimed(approvable(), FIRST).isClaimable(FIRST, MERCHANT, PAID_AT)).isFalse();
    }

    @Test
    void anAttemptThatWeNeverOpenedIsNotClaimed() {
        assertThat(approvable().isClaimable(FOREIGN, MERCHANT, PAID_AT)).isFalse();
    }

    @Test
    void nothingIsTakenWhileAnotherAttemptMayBeMoney() {
        Payment claimed = claimed(approvable(), FIRST);

        assertThat(claimed.isClaimable(SECOND, MERCHANT, PAID_AT)).isFalse();
        assertThat(
                        withState(claimed, new Failed(Set.of(SECOND)))
                                .isClaimable(SECOND, MERCHANT, PAID_AT))
                .isFalse();
        assertThat(
                        withState(claimed, new Failed(Set.of(FIRST)))
                                .isClaimable(SECOND, MERCHANT, PAID_AT))
                .isTrue();
        assertThat(
                        withState(claimed, new Failed(Set.of(FIRST)))
                                .isClaimable(FIRST, MERCHANT, PAID_AT))
                .isFalse();
    }

    @Test
    void nothingIsTakenAfterTheDeadline() {
        assertThat(approvable().isClaimable(FIRST, MERCHANT, EXPIRES_AT.minusMillis(1))).isTrue();
        assertThat(approvable().isClaimable(FIRST, MERCHANT, EXPIRES_AT)).isFalse();
    }

    @Test
    void nothingIsTakenForAPaymentThatHasEnded() {
        assertThat(withState(approvable(), new Expired()).isClaimable(FIRST, MERCHANT, PAID_AT))
                .isFalse();
        assertThat(
                        withState(approvable(), new Confirmed(FIRST, REFERENCE, PAID_AT))
                                .isClaimable(SECOND, MERCHANT, PAID_AT))
                .isFalse();
    }

    /** Whoever comes back from one gateway may name any attempt of the order. */
    @Test
    void nobodyClaimsWhatIsAnotherGatewaysOrHasNoPage() {
        assertThat(approvable().isClaimable(FIRST, "TC0ONETIME", PAID_AT)).isFalse();
        assertThat(opened().isClaimable(FIRST, MERCHANT, PAID_AT)).isFalse();
    }

    @Test
    void anAttemptMayGoAnotherWayThanTheOrder() {
        Payment payment =
                withAttempt(opened(), PaymentFixtures.attempt(SECOND).by(PaymentMethod.ECPAY_ATM));

        assertThat(payment.methodOf(FIRST)).isEqualTo(PaymentMethod.ECPAY_CREDIT);
        assertThat(payment.methodOf(SECOND)).isEqualTo(PaymentMethod.ECPAY_ATM);
        assertThat(payment.methodOf(FOREIGN)).isEqualTo(PaymentMethod.ECPAY_CREDIT);
        assertThat(payment.hear(paid(SECOND, REFERENCE), LatePayments.REFUND))
                .isEqualTo(new Changed(new Confirmed(SECOND, REFERENCE, PAID_AT)));
    }

    @Test
    void aNumberKeepsThePaymentOpenForAsLongAsItLives() {
        Instant later = EXPIRES_AT.plus(Duration.ofDays(3));
        PaymentFact issued = instructed(FIRST, later);

        assertThat(opened().deadlineAfter(issued)).isEqualTo(later);
        assertThat(opened().deadlineAfter(instructed(FIRST, EXPIRES_AT.minusSeconds(60))))
                .isEqualTo(EXPIRES_AT);
        assertThat(opened().deadlineAfter(declined(FIRST))).isEqualTo(EXPIRES_AT);
    }

    @Test
    void noNumberAfterTheFirstProlongsThePayment() {
        Payment numbered = withAttempt(opened(), PaymentFixtures.attempt(FIRST).withInstructions());

        assertThat(numbered.deadlineAfter(instructed(SECOND, EXPIRES_AT.plus(Duration.ofDays(7)))))
                .isEqualTo(EXPIRES_AT);
    }

    @Test
    void aNumberThatOutlivesThePaymentIsToldWithItsEnd() {
        PaymentFact longer = instructed(SECOND, EXPIRES_AT.plus(Duration.ofDays(7)));
        Payment numbered = withAttempt(opened(), PaymentFixtures.attempt(FIRST).withInstructions());

        assertThat(numbered.withinDeadline(longer)).isEqualTo(instructed(SECOND, EXPIRES_AT));
        assertThat(opened().withinDeadline(longer)).as("the first prolongs it").isEqualTo(longer);
    }

    @Test
    void aDeadlineThatWasPutOffHasNotPassed() {
        Payment payment = withState(opened(), new AwaitingTransfer(FIRST));
        Payment putOff = PaymentFixtures.withDeadline(payment, EXPIRES_AT.plus(Duration.ofDays(3)));
        PaymentFact passed = new DeadlinePassed(EXPIRES_AT, payment.attempts());

        assertThat(payment.hear(passed, LatePayments.REFUND)).isEqualTo(new Changed(new Expired()));
        assertThat(putOff.hear(passed, LatePayments.REFUND)).isEqualTo(new Unchanged());
        assertThat(putOff.hear(new DeadlinePassed(), LatePayments.REFUND))
                .as("the order is over, whatever its payment's deadline")
                .isEqualTo(new Changed(new Expired()));
    }

    @Test
    void anAttemptThatNobodyAskedAboutKeepsThePaymentOpen() {
        Payment once =
                PaymentFixtures.withAttempt(
                        PaymentFixtures.fresh(), PaymentFixtures.attempt(FIRST));
        PaymentFact passed = new DeadlinePassed(EXPIRES_AT, once.attempts());

        assertThat(once.hear(passed, LatePayments.REFUND)).isEqualTo(new Changed(new Expired()));
        assertThat(opened().hear(passed, LatePayments.REFUND)).isEqualTo(new Unchanged());
        assertThat(claimed(once, FIRST).hear(passed, LatePayments.REFUND))
                .as("somebody is taking the money")
                .isEqualTo(new Unchanged());
        assertThat(opened().hear(new DeadlinePassed(), LatePayments.REFUND))
                .isEqualTo(new Changed(new Expired()));
    }

    @Test
    void aNumberThatWasToldIsNoNewsWhateverCameSince() {
        Payment numbered = withAttempt(opened(), PaymentFixtures.attempt(FIRST).withInstructions());

        for (PaymentState since :
                List.of(
                        new AwaitingTransfer(FIRST),
                        new AwaitingTransfer(SECOND),
                        new Failed(Set.of(SECOND)))) {
            assertThat(withState(numbered, since).hear(instructed(FIRST), LatePayments.REFUND))
                    .as("%s", since)
                    .isEqualTo(new Unchanged());
        }
    }

    @Test
    void aNumberOfAnotherAttemptIsNews() {
        Payment numbered = withAttempt(opened(), PaymentFixtures.attempt(FIRST).withInstructions());

        assertThat(
                        withState(numbered, new AwaitingTransfer(FIRST))
                                .hear(instructed(SECOND), LatePayments.REFUND))
                .isEqualTo(new Changed(new AwaitingTransfer(SECOND)));
    }

    private static Payment claimed(Payment payment, AttemptNumber number) {
        return withAttempt(
                payment, Objects.requireNonNull(payment.attempts().get(number)).claimedAt(PAID_AT));
    }

    private static CaptureConfirmed saying(String merchant, AttemptNumber attempt, Money amount) {
        return new CaptureConfirmed(
                new Claim(merchant, attempt, amount, REFERENCE), REFERENCE, PAID_AT);
    }
}
