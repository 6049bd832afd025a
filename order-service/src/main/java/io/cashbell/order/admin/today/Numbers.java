package io.cashbell.order.admin.today;

import io.cashbell.order.Money;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.admin.today.OrderWalks.Count;
import java.time.LocalDate;
import java.util.List;

/**
 * What came in, what waits, and what failed.
 *
 * @param days today and the days before it where the shop is, today first
 * @param totals of all these days, a line for each currency: two currencies are never added
 * @param complete false where there are more orders than were looked at, the newest
 */
public record Numbers(
        List<Day> days, List<Line> totals, Waits waits, Fails fails, boolean complete) {

    /** Of the orders that were placed on one day, a line for each method that was used. */
    public record Day(LocalDate date, List<MethodLine> lines) {}

    /** Of one method. */
    public record MethodLine(PaymentMethod method, Line line) {}

    /**
     * @param orders placed, whatever became of them
     * @param paid of these
     * @param kept the money that came in for them, less what went back
     */
    public record Line(long orders, long paid, Money kept) {
        static Line none(Money zero) {
            return new Line(0, 0, zero);
        }

        Line plus(Line other) {
            return new Line(orders + other.orders, paid + other.paid, kept.plus(other.kept));
        }
    }

    /**
     * However old.
     *
     * @param unpaid nobody has paid yet, nor has a number to pay with
     * @param transfers a buyer has a number to pay with
     * @param paid not sent
     * @param onArrival to be paid on arrival, not sent
     */
    public record Waits(Count unpaid, Count transfers, Count paid, Count onArrival) {}

    /**
     * @param payments of orders, however old, that wait and could be paid another way
     * @param expired of these days
     * @param concerns orders that a person has to look at: waiting ones, and others of these days
     */
    public record Fails(Count payments, Count expired, Count concerns) {}
}
