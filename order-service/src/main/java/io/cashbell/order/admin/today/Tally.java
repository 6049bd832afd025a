package io.cashbell.order.admin.today;

import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.Order;
import io.cashbell.order.OrderState;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.Receipt;
import io.cashbell.order.admin.today.OrderWalks.Count;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Adds orders up; each is to be given once, one at a time. */
final class Tally {
    private final LocalDate today;
    private final int days;
    private final ZoneId zone;
    private final Map<Row, Numbers.Line> rows = new HashMap<>();
    private long unpaid;
    private long transfers;
    private long paid;
    private long onArrival;
    private long failed;
    private long expired;
    private long concerns;

    private record Row(LocalDate date, PaymentMethod method, Currency currency) {}

    /**
     * @param zone in which a day begins and ends
     */
    Tally(LocalDate today, int days, ZoneId zone) {
        this.today = today;
        this.days = days;
        this.zone = zone;
    }

    void add(Order order) {
        LocalDate date = LocalDate.ofInstant(order.placedAt(), zone);
        if (date.isAfter(today.minusDays(days))) {
            rows.merge(
                    new Row(date, order.paidBy(), order.total().currency()),
                    line(order),
                    Numbers.Line::plus);
        }
        if (!order.concerns().isEmpty()) {
            concerns++;
        }
        switch (order.state()) {
            case OrderState.Created created -> {
                switch (created.payment()) {
                    case AWAITING_TRANSFER -> transfers++;
                    case DUE_ON_ARRIVAL -> onArrival++;
                    case FAILED -> failed++;
                    default -> unpaid++;
                }
            }
            case OrderState.Paid waiting -> paid += waiting.shipment() == null ? 1 : 0;
            case OrderState.Expired _ -> expired++;
            case OrderState.Shipped _, OrderState.Cancelled _, OrderState.Refunded _ -> {}
        }
    }

    private static Numbers.Line line(Order order) {
        Receipt receipt = order.state().receipt();
        return receipt == null
                ? new Numbers.Line(1, 0, Money.zero(order.total().currency()))
                : new Numbers.Line(1, 1, receipt.refunds().kept());
    }

    /**
     * @param allOpen whether every order that waits was given
     * @param allClosed whether every other one of these days was
     */
    Numbers numbers(boolean allOpen, boolean allClosed) {
        Map<Currency, Numbers.Line> totals = new EnumMap<>(Currency.class);
        rows.forEach((row, line) -> totals.merge(row.currency(), line, Numbers.Line::plus));
        return new Numbers(
                Stream.iterate(today, date -> date.minusDays(1))
                        .limit(days)
                        .map(this::day)
                        .toList(),
                List.copyOf(totals.values()),
                new Numbers.Waits(
                        new Count(unpaid, !allOpen),
                        new Count(transfers, !allOpen),
                        new Count(paid, !allOpen),
                        new Count(onArrival, !allOpen)),
                new Numbers.Fails(
                        new Count(failed, !allOpen),
                        new Count(expired, !allClosed),
                        new Count(concerns, !(allOpen && allClosed))),
                allOpen && allClosed);
    }

    private Numbers.Day day(LocalDate date) {
        return new Numbers.Day(
                date,
                rows.entrySet().stream()
                        .filter(row -> row.getKey().date().equals(date))
                        .sorted(
                                Comparator.comparing(
                                        (Map.Entry<Row, Numbers.Line> row) ->
                                                row.getKey().method()))
                        .map(row -> new Numbers.MethodLine(row.getKey().method(), row.getValue()))
                        .toList());
    }
}
