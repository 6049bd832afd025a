package io.cashbell.order.admin.account;

import io.cashbell.order.Digest;

/** Which sign-ins at a provider have been used: none lets anybody in twice. */
public interface SpentStates {
    /** False if it was spent before. */
    boolean spend(Digest state);
}
