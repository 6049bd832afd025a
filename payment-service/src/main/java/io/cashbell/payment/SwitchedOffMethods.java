package io.cashbell.payment;

import java.util.Set;

/** The ways to pay that the shop's owner switched off, as far as we were told. */
public interface SwitchedOffMethods {

    /** Empty while nothing was told. */
    Set<PaymentMethod> latest();

    /**
     * Keeps what was told, unless something newer is kept.
     *
     * @param sequence higher for what was told later
     */
    void keep(Set<PaymentMethod> off, long sequence);
}
