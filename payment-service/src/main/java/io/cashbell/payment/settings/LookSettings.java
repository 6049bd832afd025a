package io.cashbell.payment.settings;

import io.cashbell.payment.LookSchedule;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.inject.Singleton;
import java.time.Duration;

/** When payments are looked after: under {@code reconciliation.looks}. */
@Factory
class LookSettings {

    @Singleton
    LookSchedule schedule(Looks looks) {
        return new LookSchedule(looks.soon(), looks.later(), looks.fresh());
    }

    /** As {@link LookSchedule} explains them. */
    @ConfigurationProperties("reconciliation.looks")
    record Looks(
            @Bindable(defaultValue = "4m") Duration soon,
            @Bindable(defaultValue = "30m") Duration later,
            @Bindable(defaultValue = "2h") Duration fresh) {}
}
