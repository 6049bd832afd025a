package io.cashbell.payment.gateway;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Payment;

/** A gateway where the buyer agrees first and the money moves only when we ask for it: KakaoPay. */
public interface ApprovingGateway extends PaymentGateway {

    /**
     * Asks the gateway, once, to take the money that the buyer has agreed to. The attempt is
     * claimed: nobody else asks. Anything but a clear answer is {@link GatewayAnswer.Unknown}.
     *
     * @param proof what came back through the buyer's browser; never logged
     */
    GatewayAnswer approve(Payment payment, Attempt attempt, String proof);
}
