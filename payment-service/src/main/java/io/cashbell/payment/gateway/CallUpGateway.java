package io.cashbell.payment.gateway;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import java.util.Optional;
import java.util.Set;

/** A gateway that a program on the buyer's phone calls up, without any page: WeChat Pay. */
public interface CallUpGateway extends PaymentGateway {

    /** The methods of {@link #methods()} that are called up. */
    Set<PaymentMethod> callUpMethods();

    /**
     * What the payment window is called up with for {@code attempt}, an attempt of {@code payment}
     * that is kept already.
     *
     * @param payer who pays, as the gateway names them to this shop's program; never logged
     */
    SessionAnswer callUp(Payment payment, Attempt attempt, String payer);

    /** The same for an attempt that was opened before, where this payer may go on with it. */
    Optional<GatewayPage> resume(Attempt attempt, String payer);
}
