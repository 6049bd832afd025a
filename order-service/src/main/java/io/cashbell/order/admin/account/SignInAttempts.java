package io.cashbell.order.admin.account;

import java.time.Duration;
import java.util.Optional;

/** Bounds how often a password is guessed, over all instances. */
public interface SignInAttempts {
    /**
     * Takes one attempt at an account, and one from an address.
     *
     * @return how long to wait if there is none left
     */
    Optional<Duration> take(String email, String address);

    /** Somebody has proved to be who they are: it was no guess. */
    void forget(String email);
}
