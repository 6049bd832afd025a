package io.cashbell.payment.warning;

import io.cashbell.payment.FakeCallbacks;
import io.cashbell.payment.FakeWarnings;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.web.settings.ShopEnvironment;
import java.time.Clock;
import java.util.concurrent.Executors;

/** Where nobody looks at warnings. */
public final class NoCallbacks {

    private NoCallbacks() {}

    public static CallbackWarnings warnings(Gateways gateways, Clock clock) {
        return new CallbackWarnings(
                new FakeWarnings(),
                new FakeCallbacks(),
                gateways,
                ShopEnvironment.LOCAL,
                Executors.newVirtualThreadPerTaskExecutor(),
                clock);
    }
}
