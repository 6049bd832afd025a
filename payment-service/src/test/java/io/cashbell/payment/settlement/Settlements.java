package io.cashbell.payment.settlement;

import io.cashbell.payment.Payments;

/** Settles without a running application. */
public final class Settlements {

    private Settlements() {}

    public static SettleNotice on(Payments payments) {
        return new SettleNotice(payments);
    }
}
