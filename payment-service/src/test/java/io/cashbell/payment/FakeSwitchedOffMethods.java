package io.cashbell.payment;

import java.util.Set;

/** What is switched off, in memory, and how often somebody asked. */
public final class FakeSwitchedOffMethods implements SwitchedOffMethods {

    private Set<PaymentMethod> off = Set.of();
    private long sequence;
    private int asked;

    @Override
    public synchronized Set<PaymentMethod> latest() {
        asked++;
        return off;
    }

    @Override
    public synchronized void keep(Set<PaymentMethod> methods, long of) {
        if (of > sequence) {
            off = Set.copyOf(methods);
            sequence = of;
        }
    }

    public synchronized void reset() {
        off = Set.of();
        sequence = 0;
        asked = 0;
    }

    public synchronized int asked() {
        return asked;
    }
}
