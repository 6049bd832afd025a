package io.cashbell.payment.close;

import io.cashbell.payment.Money;
import io.cashbell.payment.event.Amount;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * A difference as an administrator sees it.
 *
 * @param words what it means
 */
@Introspected
record DifferenceView(
        String heap,
        String what,
        String words,
        String attempt,
        @Nullable String orderId,
        @Nullable String method,
        @Nullable Amount here,
        @Nullable Amount there,
        @Nullable String gatewayTradeNoHere,
        @Nullable String gatewayTradeNoThere,
        @Nullable String standing,
        @Nullable String settled) {

    static DifferenceView of(Difference difference) {
        return new DifferenceView(
                difference.heap().code(),
                difference.what(),
                DifferenceWords.of(difference.what(), difference.settled()),
                difference.attempt(),
                difference.orderId(),
                difference.method(),
                amount(difference.here()),
                amount(difference.there()),
                difference.hereReference(),
                difference.thereReference(),
                difference.standing(),
                difference.settled());
    }

    private static @Nullable Amount amount(@Nullable Money money) {
        return money == null ? null : Amount.of(money);
    }
}
