package io.cashbell.notification.intake;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Which news are worth a mail.
 *
 * @param newOrders {@code all}, or {@code on-arrival}: those alone that no payment will announce
 * @param buyers whether buyers are told, too
 */
@ConfigurationProperties("notification.intake")
record IntakeConfig(
        @Bindable(defaultValue = "on-arrival") String newOrders,
        @Bindable(defaultValue = "false") boolean buyers) {

    boolean tellsOfEveryOrder() {
        return newOrders.equals("all");
    }
}
