package io.cashbell.order;

import static io.cashbell.order.OrderFixtures.PAID_AT;
import static io.cashbell.order.OrderFixtures.TOTAL;
import static io.cashbell.order.OrderFixtures.byCard;
import static io.cashbell.order.OrderFixtures.confirmed;
import static io.cashbell.order.OrderFixtures.onArrival;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    @Tag("S4-41")
    void thePaymentItWaitsForPaysIt() {
        Order paid = byCard().after(confirmed());
        assertThat(paid.state())
                .isEqualTo(
                        new OrderState.Paid(PaymentStatus.CONFIRMED, OrderFixtures.RECEIPT, null));
        assertThat(paid.concerns()).isEmpty();
    }

    @Test
    void aSecondCopyOfTheConfirmationChangesNothing() {
        Order paid = byCard().after(confirmed());
        assertThat(paid.after(confirmed())).isEqualTo(paid);
    }

    @Test
    @Tag("S2-22")
    void anotherAmountOrCurrencyOrNoGatewayDoesNotPayIt() {
        for (OrderFact.PaymentConfirmed wrong :
                List.of(
                        paidWith(PaymentMethod.ECPAY_CREDIT, new Money(100, Currency.TWD)),
                        paidWith(PaymentMethod.ECPAY_CREDIT, new Money(120000, Currency.CNY)),
                        paidWith(PaymentMethod.PAY_ON_ARRIVAL, TOTAL))) {
            Order order = byCard().after(wrong);
            assertThat(order.state()).isEqualTo(byCard().state());
            assertThat(order.concerns()).singleElement().asString().contains("payment-1");
            assertThat(order.after(wrong)).as("said once").isEqualTo(order);
            assertThat(order.after(confirmed()).state().status()).isEqualTo(OrderStatus.PAID);
        }
    }

    @Test
    void moneyThatCameAnotherWayThanOrderedPaysItAndSaysHow() {
        OrderFact.PaymentConfirmed byAtm = paidWith(PaymentMethod.ECPAY_ATM, TOTAL);

        Order paid = byCard().after(byAtm);

        assertThat(paid.state().status()).isEqualTo(OrderStatus.PAID);
        assertThat(paid.paidBy()).isEqualTo(PaymentMethod.ECPAY_ATM);
        assertThat(paid.method()).as("what was ordered").isEqualTo(PaymentMethod.ECPAY_CREDIT);
        assertThat(paid.concerns()).isEmpty();
        assertThat(paid.after(byAtm)).isEqualTo(paid);
        assertThat(byCard().after(confirmed()).paidBy()).isEqualTo(PaymentMethod.ECPAY_CREDIT);
    }

    @Test
    void theWayThatWasTriedLastIsToldUntilItIsPaid() {
        Order order =
                byCard().after(new OrderFact.PaymentFailed(1, PaymentMethod.ECPAY_CREDIT))
                        .after(
                                new OrderFact.InstructionsIssued(
                                        2, OrderFixtures.TRANSFER, PaymentMethod.ECPAY_ATM));
        assertThat(order.paidBy()).isEqualTo(PaymentMethod.ECPAY_ATM);

        assertThat(order.after(new OrderFact.PaymentFailed(1, PaymentMethod.ECPAY_CREDIT)).paidBy())
                .as("older news")
                .isEqualTo(PaymentMethod.ECPAY_ATM);
        assertThat(order.after(confirmed()).paidBy())
                .as("by card after all")
                .isEqualTo(PaymentMethod.ECPAY_CREDIT);
    }

    @Test
    void aNumberThatLivesLongerThanTheOrderWasToKeepsItOpen() {
        Order order = byCard().after(new OrderFact.InstructionsIssued(1, OrderFixtures.TRANSFER));

        assertThat(order.payableUntil()).isEqualTo(OrderFixtures.TRANSFER.expiresAt());
        assertThat(order.isPayable(OrderFixtures.TRANSFER.expiresAt().minusSeconds(1))).isTrue();
        assertThat(order.isPayable(OrderFixtures.TRANSFER.expiresAt())).isFalse();
        assertThat(byCard().payableUntil()).isEqualTo(byCard().payBy());
        assertThat(onArrival().payableUntil()).isNull();
    }

    @Test
    void whatBecomesOfAnotherAttemptDoesNotShortenTheLifeOfANumber() {
        Instructions code =
                new Instructions(
                        null, null, "LLL26060151234", List.of(), PAID_AT.plus(Duration.ofDays(7)));
        OrderFact first = new OrderFact.InstructionsIssued(1, code, PaymentMethod.ECPAY_CVS);
        OrderFact second = new OrderFact.InstructionsIssued(2, OrderFixtures.TRANSFER);
        OrderFact failed = new OrderFact.PaymentFailed(3);
        OrderFact opened = new OrderFact.SessionOpened(4);
        for (List<OrderFact> told :
                List.of(
                        List.of(first, second),
                        List.of(first, second, failed),
                        List.of(first, second, failed, opened),
                        List.of(second, opened, first),
                        List.of(failed, first))) {
            Order order = byCard();
            for (OrderFact fact : told) {
                order = order.after(fact);
            }
            assertThat(order.payableUntil()).as("%s", told).isEqualTo(code.expiresAt());
        }
        assertThat(byCard().after(second).after(first).state().instructions())
                .isEqualTo(OrderFixtures.TRANSFER);
    }

    @Test
    void aPaymentOfAnOrderThatIsPaidOnArrivalIsAConcern() {
        Order order = onArrival().after(paidWith(PaymentMethod.PAY_ON_ARRIVAL, TOTAL));
        assertThat(order.state()).isEqualTo(onArrival().state());
        assertThat(order.concerns()).hasSize(1);
    }

    @Test
    void aPaymentInTheSecondOfTheOrderIsToldAfterIt() {
        Receipt same =
                Receipt.of(
                        OrderFixtures.PLACED_AT.truncatedTo(ChronoUnit.SECONDS),
                        "payment-1",
                        "2603010210001",
                        TOTAL);

        Order paid =
                byCard().after(
                                new OrderFact.PaymentConfirmed(
                                        PaymentMethod.ECPAY_CREDIT, TOTAL, same));

        assertThat(paid.story())
                .extracting(TimelineEntry::what)
                .containsExactly(Happening.PLACED, Happening.PAYMENT_CONFIRMED);
    }

    @Test
    void aSecondPaymentIsAConcernAndTheFirstStays() {
        Order paid = byCard().after(confirmed());
        Order twice =
                paid.after(
                        new OrderFact.PaymentConfirmed(
                                PaymentMethod.ECPAY_CREDIT,
                                TOTAL,
                                Receipt.of(PAID_AT, "payment-2", "2603010210002", TOTAL)));
        assertThat(twice.state()).isEqualTo(paid.state());
        assertThat(twice.concerns()).containsExactly("second payment payment-2");
    }

    @Test
    void concernsAreKeptUpToALimit() {
        Order order = byCard();
        for (int i = 0; i < 50; i++) {
            order = order.after(new OrderFact.PaymentDisputed("reason " + i));
        }
        assertThat(order.concerns()).hasSize(10).first().isEqualTo("disputed: reason 0");
    }

    @Test
    void anyOrderAndMultiplicityOfThePaymentsNewsEndsInTheSameState() {
        List<OrderFact> news =
                List.of(
                        new OrderFact.SessionOpened(1),
                        new OrderFact.PaymentFailed(2),
                        new OrderFact.SessionOpened(3),
                        new OrderFact.InstructionsIssued(4, OrderFixtures.TRANSFER),
                        confirmed(),
                        new OrderFact.DeadlinePassed(PAID_AT));
        Random random = new Random(4);
        for (int run = 0; run < 10_000; run++) {
            List<OrderFact> heard = new ArrayList<>(news);
            for (int copies = random.nextInt(6); copies > 0; copies--) {
                heard.add(news.get(random.nextInt(news.size())));
            }
            boolean unpaid = random.nextInt(4) == 0;
            heard.removeIf(fact -> unpaid && fact instanceof OrderFact.PaymentConfirmed);
            Collections.shuffle(heard, random);
            Order order = byCard();
            for (OrderFact fact : heard) {
                order = order.after(fact);
            }
            assertThat(order.state().status())
                    .isEqualTo(unpaid ? OrderStatus.EXPIRED : OrderStatus.PAID);
            assertThat(order.state().payment())
                    .isEqualTo(unpaid ? PaymentStatus.EXPIRED : PaymentStatus.CONFIRMED);
        }
    }

    @Test
    void anyOrderAndMultiplicityOfNewsOfRefundsEndsInTheSameState() {
        Money part = Money.parse("300", Currency.TWD);
        Order asked =
                byCard().after(confirmed())
                        .after(new OrderFact.RefundRequested("a", part, "", PAID_AT))
                        .after(new OrderFact.RefundRequested("b", part, "", PAID_AT))
                        .after(new OrderFact.RefundRequested("c", part, "", PAID_AT));
        List<OrderFact> news =
                List.of(
                        new OrderFact.PaymentRefunded(
                                "a", part, Money.parse("900", Currency.TWD), PAID_AT),
                        new OrderFact.PaymentRefunded(
                                "b", part, Money.parse("600", Currency.TWD), PAID_AT),
                        new OrderFact.RefundFailed("c", "no", PAID_AT),
                        new OrderFact.RefundFailed("a", "not yet", PAID_AT));
        Random random = new Random(5);
        for (int run = 0; run < 2_000; run++) {
            List<OrderFact> heard = new ArrayList<>(news);
            heard.add(news.get(random.nextInt(news.size())));
            Collections.shuffle(heard, random);
            Order order = asked;
            for (OrderFact fact : heard) {
                order = order.after(fact);
                Refunds refunds = refunds(order);
                assertThat(TOTAL.isLessThan(refunds.left())).isFalse();
            }
            assertThat(order.state().payment()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
            assertThat(refunds(order).left()).isEqualTo(Money.parse("600", Currency.TWD));
        }
    }

    @Test
    void canBePaidUntilItsDeadlineAlsoAfterAFailure() {
        Order order = byCard();
        assertThat(order.isPayable(PAID_AT)).isTrue();
        assertThat(order.after(new OrderFact.PaymentFailed(1)).isPayable(PAID_AT)).isTrue();
        assertThat(order.isPayable(PAID_AT.plusSeconds(3600))).isFalse();
        assertThat(order.after(confirmed()).isPayable(PAID_AT)).isFalse();
        assertThat(onArrival().isPayable(PAID_AT)).isFalse();
    }

    @Test
    void theTotalIsTheSumOfTheLines() {
        Order order = byCard();
        assertThatThrownBy(
                        () ->
                                new Order(
                                        order.id(),
                                        order.lines(),
                                        new Money(100, Currency.TWD),
                                        order.method(),
                                        order.locale(),
                                        order.buyer(),
                                        order.shipTo(),
                                        order.accessTokenHash(),
                                        order.requestDigest(),
                                        order.placedAt(),
                                        order.payBy(),
                                        order.state(),
                                        List.of(),
                                        Timeline.EMPTY,
                                        Reservation.NONE,
                                        1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingPersonalIsShownInALog() {
        assertThat(byCard().toString()).doesNotContain("王小明", "buyer@", "912345678", "重慶南路");
    }

    private static Refunds refunds(Order order) {
        return Objects.requireNonNull(order.state().receipt()).refunds();
    }

    private static OrderFact.PaymentConfirmed paidWith(PaymentMethod method, Money amount) {
        return new OrderFact.PaymentConfirmed(method, amount, OrderFixtures.RECEIPT);
    }
}
