package io.cashbell.payment.session;

import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a buyer wants to pay.
 *
 * @param chosen another way than the order was placed with; null for none in particular
 * @param another whether a buyer who holds a number to pay with wants something else beside it
 */
record Wish(Arrival arrival, @Nullable PaymentMethod chosen, boolean another) {

    PaymentMethod methodFor(Payment payment) {
        return Objects.requireNonNullElse(chosen, payment.method());
    }
}
