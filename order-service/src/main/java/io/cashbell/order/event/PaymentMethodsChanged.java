package io.cashbell.order.event;

import java.util.List;

/**
 * {@code shop.payment-methods-changed.v1}: the owner switched ways to pay off or on. No order's
 * event.
 *
 * @param methodsOff the codes of all that are off from now on
 */
public record PaymentMethodsChanged(List<String> methodsOff) {
    public static final String TYPE = "shop.payment-methods-changed.v1";

    public PaymentMethodsChanged {
        methodsOff = List.copyOf(methodsOff);
    }
}
