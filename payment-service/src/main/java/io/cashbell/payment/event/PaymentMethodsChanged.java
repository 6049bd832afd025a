package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.payment.PaymentMethod;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code shop.payment-methods-changed.v1}, as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentMethodsChanged(List<String> methodsOff) {

    public static final String TYPE = "shop.payment-methods-changed.v1";

    public PaymentMethodsChanged {
        methodsOff = List.copyOf(methodsOff);
    }

    public Set<PaymentMethod> off() {
        return methodsOff.stream().map(PaymentMethod::new).collect(Collectors.toSet());
    }
}
