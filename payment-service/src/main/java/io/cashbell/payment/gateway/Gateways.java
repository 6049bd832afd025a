package io.cashbell.payment.gateway;

import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The gateways whose keys this installation has. */
@Singleton
public class Gateways {

    private final List<PaymentGateway> gateways;
    private final List<GatewayCallback> callbacks;

    Gateways(List<PaymentGateway> gateways, List<GatewayCallback> callbacks) {
        this.gateways = List.copyOf(gateways);
        this.callbacks = List.copyOf(callbacks);
    }

    /**
     * The gateway that most buyers choose; a first guess before the payment is known. None that
     * goes on with an open attempt: there one has to look before another is opened.
     */
    public Optional<PaymentGateway> likeliest() {
        return gateways.stream()
                .filter(gateway -> !gateway.resumes())
                .min(Comparator.comparing(PaymentGateway::name));
    }

    public Optional<PaymentGateway> named(GatewayName name) {
        return gateways.stream().filter(g -> g.name() == name).findFirst();
    }

    /** The gateway of that name, if it takes money only when it is asked to. */
    public Optional<ApprovingGateway> approving(GatewayName name) {
        return named(name)
                .filter(ApprovingGateway.class::isInstance)
                .map(ApprovingGateway.class::cast);
    }

    /**
     * The gateway of the payment's currency, whatever it offers now: a method that is switched off
     * has payments that are still open, and money that may have to go back.
     */
    public Optional<PaymentGateway> of(Payment payment) {
        return gateways.stream()
                .filter(g -> g.name().currency().equals(payment.amount().currency()))
                .findFirst();
    }

    /** The gateway by which a buyer may pay so. */
    public Optional<PaymentGateway> offering(PaymentMethod method) {
        return gateways.stream().filter(g -> g.methods().contains(method)).findFirst();
    }

    public Optional<GatewayCallback> callbackOf(GatewayName name) {
        return callbacks.stream().filter(c -> c.name() == name).findFirst();
    }
}
