package io.cashbell.payment;

import org.jspecify.annotations.Nullable;

/** Hears of what will hurt the shop, from whoever notices it, however often. */
@FunctionalInterface
public interface Warnings {

    /**
     * Neither waits nor throws: no payment depends on it.
     *
     * @param gateway as the path of its callbacks spells it; null where it is about all of them
     */
    void notice(Warning warning, @Nullable String gateway);
}
