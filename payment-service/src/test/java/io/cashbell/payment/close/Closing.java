package io.cashbell.payment.close;

import io.micronaut.context.BeanContext;

/** Lets the close run when a test wants it. */
public final class Closing {

    private Closing() {}

    /** As every few minutes, once. */
    public static void closeWhatIsDue(BeanContext beans) {
        beans.getBean(CloseRunner.class).lookAtAll();
    }
}
