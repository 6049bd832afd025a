package io.cashbell.order.catalog;

import io.cashbell.order.ShopLocale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the shop takes orders.
 *
 * @param announcement what the owner has to say, by language tag; may be empty
 */
public record Site(boolean isOpen, Map<String, String> announcement) {
    public Site {
        announcement = Map.copyOf(announcement);
    }

    public Optional<String> announcementIn(ShopLocale locale) {
        return locale.choose(announcement);
    }
}
