package io.cashbell.order.catalog;

import io.cashbell.order.PaymentMethod;
import io.cashbell.order.ShopLocale;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the shop takes orders.
 *
 * @param methodsOff the ways to pay that the owner switched off, of those that could be offered
 */
public record Site(boolean isOpen, Announcement announcement, Set<PaymentMethod> methodsOff) {
    public Site {
        methodsOff = Set.copyOf(methodsOff);
    }

    /** What the owner says at that moment; empty if it is nothing. */
    public Optional<String> announcementIn(ShopLocale locale, Instant now) {
        return announcement.isShownAt(now) ? locale.choose(announcement.texts()) : Optional.empty();
    }

    public boolean takes(PaymentMethod method) {
        return !methodsOff.contains(method);
    }
}
