package io.cashbell.payment.gateway;

import io.cashbell.payment.Capture;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundStep;

/**
 * A gateway that gives money back when asked. Each method waits no longer than the connector's time
 * limit for each call, throws nothing, and takes a lost answer neither for a refusal nor for money.
 *
 * <p>Whoever calls has claimed the refund: of one payment no two calls are at work at once.
 */
public interface RefundingGateway extends PaymentGateway {

    /**
     * What may be done now. May ask the gateway how the money stands; changes nothing there.
     *
     * @param capture what {@code refund} takes from
     */
    RefundPlan plan(Payment payment, Capture capture, Refund refund);

    /**
     * Makes the call of {@code step}, once. Anything but a clear answer is {@link
     * RefundAnswer.Unknown}.
     *
     * @param refund as it stood before the step was claimed
     */
    RefundAnswer refund(Payment payment, Capture capture, Refund refund, RefundStep step);

    /** Whether {@code step} was done, after its answer was lost; changes nothing at the gateway. */
    RefundAnswer standing(Payment payment, Capture capture, Refund refund, RefundStep step);
}
