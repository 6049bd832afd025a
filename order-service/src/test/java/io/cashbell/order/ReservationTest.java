package io.cashbell.order;

import static io.cashbell.order.OrderFixtures.PAID_AT;
import static io.cashbell.order.OrderFixtures.RECEIPT;
import static io.cashbell.order.OrderFixtures.SHIPMENT;
import static io.cashbell.order.OrderFixtures.TOTAL;
import static io.cashbell.order.OrderFixtures.byCard;
import static io.cashbell.order.OrderFixtures.confirmed;
import static io.cashbell.order.OrderFixtures.onArrival;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S4-6")
class ReservationTest {
    private static final List<Reservation.Units> TWO =
            List.of(new Reservation.Units("tea-oolong", 2, "count-1"));
    private static final OrderFact EXPIRED = new OrderFact.DeadlinePassed(PAID_AT);
    private static final OrderFact CANCELLED = new OrderFact.OrderCancelled("mistake", PAID_AT);
    private static final OrderFact SHIPPED = new OrderFact.GoodsShipped(SHIPMENT);
    private static final OrderFact REFUNDED =
            new OrderFact.PaymentRefunded(
                    "refund-1", TOTAL, Money.parse("0", Currency.TWD), PAID_AT);

    private static Reservation after(Order placed, OrderFact... facts) {
        Order order = placed.reserving(Reservation.of(TWO));
        for (OrderFact fact : facts) {
            order = order.after(fact);
        }
        return order.reservation();
    }

    @Test
    void anOrderHoldsItsUnitsUntilTheyAreSent() {
        assertThat(after(byCard()).held()).isEqualTo(TWO);
        assertThat(after(byCard(), confirmed()).held()).isEqualTo(TWO);
        assertThat(after(byCard(), confirmed(), SHIPPED)).isEqualTo(Reservation.NONE);
        assertThat(after(onArrival(), SHIPPED)).isEqualTo(Reservation.NONE);
    }

    @Test
    void unitsThatWereNotSentAreReleasedWhenTheOrderEnds() {
        for (OrderFact end : List.of(EXPIRED, CANCELLED)) {
            assertThat(after(byCard(), end)).isEqualTo(new Reservation(TWO, true));
            assertThat(after(byCard(), end).held()).isEmpty();
        }
        assertThat(after(byCard(), EXPIRED, CANCELLED).released()).isTrue();
        assertThat(after(byCard(), confirmed(), REFUNDED).released()).isTrue();
    }

    @Test
    void unitsThatWereSentStayGone() {
        assertThat(after(onArrival(), SHIPPED, CANCELLED)).isEqualTo(Reservation.NONE);
        assertThat(after(byCard(), confirmed(), SHIPPED, REFUNDED)).isEqualTo(Reservation.NONE);
    }

    @Test
    void aPartOfTheMoneyReleasesNothing() {
        OrderFact part =
                new OrderFact.PaymentRefunded(
                        "refund-1",
                        Money.parse("200", Currency.TWD),
                        Money.parse("1000", Currency.TWD),
                        PAID_AT);
        assertThat(after(byCard(), confirmed(), part).held()).isEqualTo(TWO);
    }

    @Test
    void moneyThatComesLateWantsTheUnitsAgain() {
        assertThat(after(byCard(), EXPIRED, confirmed()).held()).isEqualTo(TWO);
        // What was called off gets its money back, not its goods.
        assertThat(after(byCard(), CANCELLED, confirmed()).released()).isTrue();
    }

    @Test
    void moneyThatComesLateForWhatIsSoldIsToldToAPerson() {
        Order expired = byCard().reserving(Reservation.of(TWO)).after(EXPIRED);
        Order paid = expired.afterSoldOut(OrderFixtures.paid());
        assertThat(paid.state())
                .isEqualTo(new OrderState.Paid(PaymentStatus.CONFIRMED, RECEIPT, null));
        assertThat(paid.reservation()).isEqualTo(Reservation.NONE);
        assertThat(paid.concerns()).containsExactly("paid late, sold out since: 2 × tea-oolong");
        assertThat(paid.after(REFUNDED).reservation()).isEqualTo(Reservation.NONE);
    }
}
