package io.cashbell.payment.gateway;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import java.util.Set;

/** What we ask of a gateway. */
public interface PaymentGateway {

    GatewayName name();

    /** The methods that this installation offers through it. */
    Set<PaymentMethod> methods();

    /** Our account there; an attempt that is opened now belongs to it. */
    String merchant();

    /** Whether the gateway can charge exactly this amount. */
    boolean takes(Money amount);

    /** The way to the gateway's page for {@code attempt}, an attempt of {@code payment}. */
    GatewayPage page(Payment payment, Attempt attempt);
}
