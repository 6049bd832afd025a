package io.cashbell.payment.refund;

import io.cashbell.payment.Payments;
import io.cashbell.payment.Refunds;
import io.cashbell.payment.gateway.Gateways;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** Whoever carries refunds out, for tests of other rooms. */
public final class RefundRuns {

    static final RefundConfig CONFIG =
            new RefundConfig(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(4),
                    Duration.ofDays(7),
                    8);

    private RefundRuns() {}

    public static RefundPayment on(Refunds refunds, Gateways gateways, Clock clock) {
        return new RefundPayment(
                refunds,
                new RefundPlanner(gateways, CONFIG, clock),
                CONFIG,
                new SimpleMeterRegistry(),
                clock);
    }

    /** Whoever hears what gateways tell of refunds. */
    public static SettleRefundNotice notices(Refunds refunds, Gateways gateways, Clock clock) {
        return new SettleRefundNotice(refunds, on(refunds, gateways, clock));
    }

    public static RequestRefund requests(
            Refunds refunds, Payments payments, Gateways gateways, Clock clock) {
        return new RequestRefund(refunds, payments, on(refunds, gateways, clock), CONFIG);
    }
}
