package io.cashbell.order.admin.account;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may enter the console.
 *
 * @param email in lower case; names the account
 * @param password by {@link Passwords}; null for who signs in elsewhere
 * @param oneTime whether the password was given to them and must be changed before anything else
 * @param generation goes up when every session of the account is to end
 */
public record Account(
        String email,
        Set<Role> roles,
        @Nullable String password,
        boolean oneTime,
        long generation) {
    private static final int LONGEST = 254;

    public Account {
        if (!email.equals(nameOf(email)) || email.isEmpty() || email.length() > LONGEST) {
            throw new IllegalArgumentException("An account is named by a mail address");
        }
        roles = Set.copyOf(roles);
    }

    /** How an account is named by who types this. */
    public static String nameOf(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Account[" + email + " " + roles + "]";
    }
}
