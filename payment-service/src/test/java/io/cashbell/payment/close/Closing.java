package io.cashbell.payment.close;

import io.cashbell.payment.Leases;
import io.cashbell.payment.Payments;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.gateway.QueryPace;
import io.cashbell.payment.gateway.Statement;
import io.cashbell.payment.settlement.SettleNotice;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanContext;
import java.time.Clock;
import java.util.List;

/** Lets the close run when a test wants it. */
public final class Closing {

    private Closing() {}

    /** As every few minutes, once. */
    public static void closeWhatIsDue(BeanContext beans) {
        beans.getBean(CloseRunner.class).lookAtAll();
    }

    /**
     * Another instance over the same table, which reads that record, by that clock: answers once
     * what administrators asked for.
     */
    public static Runnable another(BeanContext beans, Statement record, Clock clock) {
        Closes closes = beans.getBean(Closes.class);
        return new CloseRunner(
                        new CloseGateway(
                                beans.getBean(Books.class),
                                closes,
                                beans.getBean(Payments.class),
                                beans.getBean(Gateways.class),
                                List.of(record),
                                beans.getBean(SettleNotice.class),
                                beans.getBean(CompareRefunds.class),
                                beans.getBean(QueryPace.class),
                                beans.getBean(MeterRegistry.class),
                                clock),
                        closes,
                        beans.getBean(Leases.class),
                        beans.getBean(DailyCloseConfig.class),
                        clock)
                ::lookAtRequests;
    }
}
