package io.cashbell.order.admin.account;

/** Others compare passwords, in all places, until this is closed. */
public final class BusyPasswords implements AutoCloseable {
    public BusyPasswords() {
        Passwords.PLACES.acquireUninterruptibly(Passwords.AT_ONCE);
    }

    @Override
    public void close() {
        Passwords.PLACES.release(Passwords.AT_ONCE);
    }
}
