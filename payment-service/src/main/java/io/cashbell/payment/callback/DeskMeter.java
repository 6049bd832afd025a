package io.cashbell.payment.callback;

import io.cashbell.payment.gateway.GatewayName;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what became of keeping callbacks. */
@Singleton
class DeskMeter {

    private static final Logger log = LoggerFactory.getLogger(DeskMeter.class);
    private static final String METER = "payment.callbacks.kept";

    private final MeterRegistry meters;

    DeskMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(GatewayName gateway, String outcome) {
        meters.counter(METER, "gateway", gateway.path(), "outcome", outcome).increment();
    }

    void lost(GatewayName gateway, @Nullable Throwable cause) {
        count(gateway, "lost");
        log.atWarn()
                .addKeyValue("gateway", gateway.path())
                .setCause(cause)
                .log("A callback could not be kept");
    }
}
