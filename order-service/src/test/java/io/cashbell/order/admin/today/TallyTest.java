package io.cashbell.order.admin.today;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderId;
import io.cashbell.order.OrderLine;
import io.cashbell.order.OrderState;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PaymentStatus;
import io.cashbell.order.Receipt;
import io.cashbell.order.Reservation;
import io.cashbell.order.Timeline;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
    private static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");
    private final Tally tally = new Tally(TODAY, 7, ZoneId.of("Asia/Taipei"));

    @Test
    @Tag("S4-9")
    void ordersAndMoneyAreAddedUpByDayAndMethodAndNoTwoCurrencies() {
        tally.add(paid(PaymentMethod.ECPAY_CREDIT, NOON, "1200", Currency.TWD));
        tally.add(paid(PaymentMethod.ECPAY_CREDIT, NOON, "300", Currency.TWD));
        tally.add(placed(PaymentMethod.ECPAY_CREDIT, NOON));
        tally.add(paid(PaymentMethod.KAKAOPAY, NOON, "12800", Currency.KRW));
        tally.add(paid(PaymentMethod.WECHATPAY_NATIVE, NOON, "12.80", Currency.CNY));

        Numbers numbers = tally.numbers(true, true);

        assertThat(numbers.days()).hasSize(7);
        assertThat(numbers.days().getFirst().lines())
                .containsExactly(
                        line(PaymentMethod.ECPAY_CREDIT, 3, 2, "1500", Currency.TWD),
                        line(PaymentMethod.KAKAOPAY, 1, 1, "12800", Currency.KRW),
                        line(PaymentMethod.WECHATPAY_NATIVE, 1, 1, "12.80", Currency.CNY));
        assertThat(numbers.totals())
                .containsExactly(
                        sum(3, 2, "1500", Currency.TWD),
                        sum(1, 1, "12800", Currency.KRW),
                        sum(1, 1, "12.80", Currency.CNY));
        assertThat(numbers.complete()).isTrue();
    }

    @Test
    void aDayBeginsAndEndsWhereTheShopIs() {
        // Midnight in Taipei is four in the afternoon before, in UTC.
        tally.add(placed(PaymentMethod.ECPAY_CREDIT, Instant.parse("2026-02-28T15:59:59Z")));
        tally.add(placed(PaymentMethod.ECPAY_CREDIT, Instant.parse("2026-02-28T16:00:00Z")));
        tally.add(placed(PaymentMethod.ECPAY_CREDIT, Instant.parse("2026-02-22T16:00:00Z")));
        tally.add(placed(PaymentMethod.ECPAY_CREDIT, Instant.parse("2026-02-22T15:59:59Z")));

        Numbers numbers = tally.numbers(true, true);

        assertThat(numbers.days())
                .extracting(Numbers.Day::date)
                .startsWith(TODAY, TODAY.minusDays(1))
                .endsWith(LocalDate.parse("2026-02-23"));
        assertThat(numbers.days())
                .extracting(day -> day.lines().stream().mapToLong(l -> l.line().orders()).sum())
                .containsExactly(1L, 1L, 0L, 0L, 0L, 0L, 1L);
        assertThat(numbers.waits().unpaid().number()).as("however old").isEqualTo(4);
    }

    @Test
    void whatWentBackIsNoMoneyOfTheDay() {
        Order order = paid(PaymentMethod.ECPAY_CREDIT, NOON, "1200", Currency.TWD);
        tally.add(
                order.after(
                        new OrderFact.PaymentRefunded(
                                "refund",
                                Money.parse("500", Currency.TWD),
                                Money.parse("700", Currency.TWD),
                                NOON)));

        assertThat(tally.numbers(true, true).totals())
                .containsExactly(sum(1, 1, "700", Currency.TWD));
    }

    @Test
    void whatWaitsAndWhatFailedIsToldApart() {
        Order arrival = placed(PaymentMethod.PAY_ON_ARRIVAL, NOON);
        tally.add(arrival);
        tally.add(arrival.after(new OrderFact.GoodsShipped(OrderFixtures.SHIPMENT)));
        tally.add(paid(PaymentMethod.ECPAY_CREDIT, NOON, "1200", Currency.TWD));
        tally.add(in(PaymentStatus.AWAITING_TRANSFER));
        tally.add(in(PaymentStatus.FAILED));
        tally.add(in(PaymentStatus.FAILED));
        tally.add(
                placed(PaymentMethod.ECPAY_CREDIT, NOON).after(new OrderFact.DeadlinePassed(NOON)));
        tally.add(
                placed(PaymentMethod.ECPAY_CREDIT, NOON)
                        .after(new OrderFact.PaymentDisputed("a second payment")));

        Numbers numbers = tally.numbers(true, false);

        assertThat(numbers.waits())
                .isEqualTo(
                        new Numbers.Waits(
                                count(1, false),
                                count(1, false),
                                count(1, false),
                                count(1, false)));
        assertThat(numbers.fails())
                .isEqualTo(new Numbers.Fails(count(2, false), count(1, true), count(1, true)));
        assertThat(numbers.complete()).isFalse();
        assertThat(numbers.fails().expired().text(999)).isEqualTo("1+");
        assertThat(count(1_000, false).text(999)).isEqualTo("999+");
        assertThat(count(999, false).text(999)).isEqualTo("999");
    }

    private static OrderWalks.Count count(long number, boolean more) {
        return new OrderWalks.Count(number, more);
    }

    private static Numbers.MethodLine line(
            PaymentMethod method, long orders, long paid, String kept, Currency currency) {
        return new Numbers.MethodLine(method, sum(orders, paid, kept, currency));
    }

    private static Numbers.Line sum(long orders, long paid, String kept, Currency currency) {
        return new Numbers.Line(orders, paid, Money.parse(kept, currency));
    }

    private static Order placed(PaymentMethod method, Instant at) {
        return OrderFixtures.placed(
                new OrderId("0123456789abcdefghjkmnpqrs"),
                method,
                OrderFixtures.byCard().buyer().phone(),
                at);
    }

    private static Order in(PaymentStatus payment) {
        return OrderFixtures.in(new OrderState.Created(payment, 1));
    }

    private static Order paid(PaymentMethod method, Instant at, String total, Currency currency) {
        Order order = placed(method, at);
        Money money = Money.parse(total, currency);
        return new Order(
                        order.id(),
                        List.of(new OrderLine("tea-oolong", "茶", 1, money)),
                        money,
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
                        1)
                .after(
                        new OrderFact.PaymentConfirmed(
                                method, money, Receipt.of(at, "payment-1", "no-1", money)));
    }
}
