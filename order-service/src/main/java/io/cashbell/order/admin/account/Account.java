package io.cashbell.order.admin.account;

import java.time.Instant;
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
 * @param off whether an owner has closed it: then nobody comes in by it
 * @param until when a one-time password stops letting them in; null if it does not
 * @param lastSignIn with the password; null if that is not known
 */
public record Account(
        String email,
        Set<Role> roles,
        @Nullable String password,
        boolean oneTime,
        long generation,
        boolean off,
        @Nullable Instant until,
        @Nullable Instant lastSignIn) {
    private static final int LONGEST = 254;

    public Account {
        if (!email.equals(nameOf(email)) || email.isEmpty() || email.length() > LONGEST) {
            throw new IllegalArgumentException("An account is named by a mail address");
        }
        roles = Set.copyOf(roles);
    }

    /** One that is open, for good. */
    public Account(
            String email,
            Set<Role> roles,
            @Nullable String password,
            boolean oneTime,
            long generation) {
        this(email, roles, password, oneTime, generation, false, null, null);
    }

    /** How an account is named by who types this. */
    public static String nameOf(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether its password was given to them and they were too late to replace it. */
    public boolean isExpired(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** Whether anybody comes in by it now. */
    boolean isOpen(Instant now) {
        return !off && !isExpired(now);
    }

    /**
     * Whether it is an owner who can sign in for sure: with a password of their own, which does not
     * expire.
     */
    boolean isSettledOwner() {
        return roles.contains(Role.OWNER) && !off && password != null && !oneTime;
    }

    /** With another role; every session is over. */
    Account withRole(Role role) {
        return new Account(
                email, Set.of(role), password, oneTime, generation + 1, off, until, lastSignIn);
    }

    /** Closed or open again; every session is over. */
    Account switched(boolean nowOff) {
        return new Account(
                email, roles, password, oneTime, generation + 1, nowOff, until, lastSignIn);
    }

    /**
     * With a password that was given to them; every session is over.
     *
     * @param hash of the password
     */
    Account withOneTime(String hash, Instant expires) {
        return new Account(email, roles, hash, true, generation + 1, off, expires, lastSignIn);
    }

    @Override
    public String toString() {
        return "Account[" + email + " " + roles + "]";
    }
}
