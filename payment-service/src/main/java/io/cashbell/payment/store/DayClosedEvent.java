package io.cashbell.payment.store;

import io.cashbell.payment.Money;
import io.cashbell.payment.close.DayClose;
import io.cashbell.payment.close.Difference;
import io.cashbell.payment.close.GatewayClose;
import io.cashbell.payment.close.Heap;
import io.cashbell.payment.close.HeapTotal;
import io.cashbell.payment.close.HeapTotal.Sum;
import io.cashbell.payment.event.Amount;
import io.cashbell.payment.event.DayClosed;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is told of a day, drawn from it once. */
final class DayClosedEvent {

    private DayClosedEvent() {}

    static DayClosed of(DayClose day) {
        return new DayClosed(
                day.date().toString(),
                day.gateways().values().stream()
                        .sorted(Comparator.comparing(GatewayClose::gateway))
                        .map(DayClosedEvent::gateway)
                        .toList());
    }

    private static DayClosed.Gateway gateway(GatewayClose close) {
        Currency currency = close.gateway().currency();
        return new DayClosed.Gateway(
                close.gateway().path(),
                currency.getCurrencyCode(),
                close.failure(),
                close.isClosed()
                        ? Arrays.stream(Heap.values()).map(heap -> sum(close, heap)).toList()
                        : List.of(),
                close.found(),
                close.repaired(),
                close.first().stream().map(DayClosedEvent::difference).toList());
    }

    private static DayClosed.Sum sum(GatewayClose close, Heap heap) {
        Sum here = sum(close, heap, HeapTotal::here);
        Sum there = sum(close, heap, HeapTotal::there);
        Currency currency = close.gateway().currency();
        return new DayClosed.Sum(
                heap.code(),
                here.count(),
                Amount.of(new Money(here.minorUnits(), currency)),
                there.count(),
                Amount.of(new Money(there.minorUnits(), currency)));
    }

    private static Sum sum(GatewayClose close, Heap heap, Function<HeapTotal, Sum> side) {
        String currency = close.gateway().currency().getCurrencyCode();
        return close.totals().stream()
                .filter(total -> total.heap() == heap && total.currency().equals(currency))
                .map(side)
                .reduce(Sum.NONE, Sum::plus);
    }

    private static DayClosed.Difference difference(Difference difference) {
        return new DayClosed.Difference(
                difference.heap().code(),
                difference.what(),
                difference.attempt(),
                difference.orderId(),
                amount(difference.here()),
                amount(difference.there()),
                difference.settled());
    }

    private static @Nullable Amount amount(@Nullable Money money) {
        return money == null ? null : Amount.of(money);
    }
}
