package io.cashbell.payment.close;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.confirmed;
import static io.cashbell.payment.PaymentFixtures.wish;
import static io.cashbell.payment.PaymentFixtures.withRefund;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.FakePayments;
import io.cashbell.payment.FakeRefunds;
import io.cashbell.payment.Money;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundFact;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundState.Accepted;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Manual;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.Refunds.Asking;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.RefundLine.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a gateway says it gave back of NT$1,200, and what was asked for here. */
class CompareRefundsTest {

    private static final String A = "a-refund-of-the-order";
    private static final String B = "b-refund-of-the-order";
    private static final OrderId ANOTHER = new OrderId("01jexampleorder0000000000b");

    private final FakePayments payments = new FakePayments();
    private final FakeRefunds refunds = new FakeRefunds(payments, new MovableClock());
    private final CompareRefunds comparison = new CompareRefunds(refunds);

    @BeforeEach
    void paid() {
        payments.put(confirmed());
    }

    @Test
    void whatIsBackOnBothSidesIsEqual() {
        have(A, "300", new Refunded(PAID_AT));
        have(B, "200", new Refunded(PAID_AT));

        assertThat(sum("500")).isEmpty();
    }

    @Test
    void whatIsUnderWayMayBeBackThereOrNot() {
        have(A, "300", new Refunded(PAID_AT));
        have(B, "200", new Accepted(new RefundStep("cancel", "900"), PAID_AT));

        assertThat(sum("300")).isEmpty();
        assertThat(sum("500")).isEmpty();
        assertThat(what(sum("400"))).isEqualTo("refund-not-here held");
    }

    @Test
    void whatFailedHereIsNotExpectedThere() {
        have(A, "300", new Failed("refused", null));

        assertThat(what(sum("300"))).isEqualTo("refund-not-here held");
    }

    @Test
    void lessThereThanHereIsToldAndNothingIsKeptBack() {
        have(A, "300", new Refunded(PAID_AT));

        Difference difference = sum("100").orElseThrow();

        assertThat(what(Optional.of(difference))).isEqualTo("refund-amount null");
        assertThat(difference.heap()).isEqualTo(Heap.DIFFERENT);
        assertThat(difference.here()).isEqualTo(dollars("300"));
        assertThat(difference.there()).isEqualTo(dollars("100"));
        assertThat(refundable()).isEqualTo(dollars("900"));
    }

    @Test
    void whatNobodyHereAskedForIsATaskForAPersonAndNoMoneyOfOursAnyMore() {
        have(A, "300", new Refunded(PAID_AT));

        assertThat(what(sum("800"))).isEqualTo("refund-not-here held");

        assertThat(refundable()).isEqualTo(dollars("400"));
        assertThat(refunds.request(ORDER, wish(B, "401"))).isInstanceOf(Asking.Refused.class);
        assertThat(payments.get(ORDER).remaining())
                .as("not called given back by a record that nobody signed")
                .isEqualTo(dollars("900"));
        assertThat(refunds.told()).hasSize(1);
    }

    @Test
    void lookedAtOnceMoreItIsTheSameTask() {
        sum("500");

        assertThat(sum("500")).isEmpty();
        assertThat(refundable()).isEqualTo(dollars("700"));
        assertThat(what(sum("600"))).as("more was given back").isEqualTo("refund-not-here held");
        assertThat(refundable()).isEqualTo(dollars("600"));
    }

    @Test
    void onceAPersonHasDecidedItIsEqualOrKeptBackNoMore() {
        sum("500");
        RefundId task = payments.get(ORDER).refunds().keySet().iterator().next();

        refunds.hear(ORDER, task, new RefundFact.DoneByPerson(PAID_AT, "somebody"));

        assertThat(sum("500")).isEmpty();
        assertThat(payments.get(ORDER).remaining()).isEqualTo(dollars("700"));
    }

    @Test
    void givenUpItsMoneyMayBeAskedForAgain() {
        sum("500");
        RefundId task = payments.get(ORDER).refunds().keySet().iterator().next();

        refunds.hear(ORDER, task, new RefundFact.GivenUp("the console shows nothing", "somebody"));

        assertThat(refundable()).isEqualTo(dollars("1200"));
        assertThat(sum("500")).as("a person has decided").isEmpty();
    }

    @Test
    void noMoreIsKeptBackThanIsLeft() {
        have(A, "1000", new Requested(PAID_AT, ""));

        assertThat(what(sum("700"))).isEqualTo("refund-not-here held");
        assertThat(refundable()).isEqualTo(dollars("0"));
    }

    @ParameterizedTest
    @CsvSource({
        "refunded, BACK, 300, ",
        "refunded, OPEN, 300, ",
        "accepted, BACK, 300, ",
        "accepted, UNDONE, 300, ",
        "failed, UNDONE, 300, ",
        "failed, OPEN, 300, ",
        "failed, BACK, 300, refund-state held",
        "refunded, UNDONE, 300, refund-state null",
        "refunded, BACK, 299, refund-amount null",
    })
    void aRefundOfOursIsComparedByItsNumber(
            String ours, Outcome outcome, String amount, @Nullable String what) {
        have(
                A,
                "300",
                switch (ours) {
                    case "refunded" -> new Refunded(PAID_AT);
                    case "accepted" -> new Accepted(new RefundStep("refund", ""), PAID_AT);
                    default -> new Failed("refund-closed", "CLOSED");
                });

        assertThat(what(one(RefundNumber.of(ORDER, new RefundId(A)).value(), amount, outcome)))
                .isEqualTo(what);
    }

    @Test
    void whatFailedHereAndNotThereIsKeptBackToo() {
        have(A, "300", new Failed("refund-closed", "CLOSED"));
        String number = RefundNumber.of(ORDER, new RefundId(A)).value();

        assertThat(what(one(number, "300", Outcome.BACK))).isEqualTo("refund-state held");
        assertThat(one(number, "300", Outcome.BACK)).as("a person knows").isEmpty();

        assertThat(refundable()).isEqualTo(dollars("900"));
    }

    @Test
    void aRefundUnderAnothersNumberIsFoundOnce() {
        assertThat(what(one("1217752501201407033233368018", "300", Outcome.BACK)))
                .isEqualTo("refund-not-here held");
        assertThat(one("1217752501201407033233368018", "300", Outcome.BACK)).isEmpty();
        assertThat(what(one("another", "300", Outcome.BACK))).isEqualTo("refund-not-here held");
        assertThat(one("closed", "300", Outcome.UNDONE)).as("nothing went back").isEmpty();

        assertThat(refundable()).isEqualTo(dollars("600"));
        assertThat(payments.get(ORDER).refunds().values())
                .allMatch(refund -> refund.state() instanceof Manual);
    }

    @Test
    void ofMoneyThatNoOrderCountsNothingCanBeKeptBack() {
        Optional<Difference> difference =
                comparison.compare(
                        new RefundLine(
                                SECOND.value(),
                                ORDER,
                                null,
                                dollars("100"),
                                Outcome.BACK,
                                "SUCCESS"),
                        null);

        assertThat(what(difference)).isEqualTo("refund-not-here not-held");
        assertThat(refundable()).isEqualTo(dollars("1200"));
    }

    @Test
    void aRefundOfNoOrderOfOursIsTold() {
        Optional<Difference> difference =
                comparison.compare(
                        new RefundLine(
                                FIRST.value(),
                                ANOTHER,
                                "by-hand",
                                dollars("100"),
                                Outcome.BACK,
                                "SUCCESS"),
                        null);

        assertThat(what(difference)).isEqualTo("refund-not-here null");
    }

    private void have(String id, String dollars, RefundState state) {
        payments.put(
                withRefund(payments.get(ORDER), new Refund(wish(id, dollars), PAID_AT, state)));
    }

    /** All that was given back by now; whose it is say our books. */
    private Optional<Difference> sum(String dollars) {
        return comparison.compare(
                new RefundLine(FIRST.value(), null, null, dollars(dollars), Outcome.BACK, "paid"),
                ORDER);
    }

    private Optional<Difference> one(String number, String dollars, Outcome outcome) {
        return comparison.compare(
                new RefundLine(FIRST.value(), ORDER, number, dollars(dollars), outcome, "…"), null);
    }

    private Money refundable() {
        return payments.get(ORDER).refundable();
    }

    private static Money dollars(String dollars) {
        return Money.of(dollars, "TWD");
    }

    private static @Nullable String what(Optional<Difference> difference) {
        return difference.map(d -> d.what() + " " + d.settled()).orElse(null);
    }
}
