package io.cashbell.payment.refund;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How refunds are carried out: under {@code refunds}.
 *
 * @param abandoned after that long without an answer whoever made a call is taken for dead, and the
 *     gateway is asked what became of it; longer than any gateway's time limit
 * @param quiet for so long after a call its effect may still appear at the gateway, so that "not
 *     there" means nothing
 * @param again how long after a question without an answer the next one is asked
 * @param giveUp after that long a person has to do it
 * @param atOnce how many refunds an instance carries out side by side as they come in; the others
 *     wait for the reconciliation
 */
@ConfigurationProperties("refunds")
record RefundConfig(
        @Bindable(defaultValue = "1m") Duration abandoned,
        @Bindable(defaultValue = "2m") Duration quiet,
        @Bindable(defaultValue = "4m") Duration again,
        @Bindable(defaultValue = "7d") Duration giveUp,
        @Bindable(defaultValue = "8") int atOnce) {

    RefundConfig {
        if (atOnce < 1) {
            throw new IllegalArgumentException("refunds.at-once is at least 1");
        }
    }
}
