package io.cashbell.order.admin.account;

/** The password {@code password}, in a hash that takes no time to compare. */
public final class KnownPassword {
    public static final String HASH = Passwords.hash("password", 64);

    private KnownPassword() {}
}
