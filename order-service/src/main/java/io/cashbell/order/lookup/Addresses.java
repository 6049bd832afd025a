package io.cashbell.order.lookup;

import io.cashbell.order.AccessToken;
import io.cashbell.order.OrderId;
import jakarta.inject.Singleton;
import java.net.URI;

/** Addresses that are given to the buyer. */
@Singleton
public class Addresses {
    private final AddressConfig config;

    Addresses(AddressConfig config) {
        this.config = config;
    }

    /** The order itself, for programs. */
    public URI order(OrderId id) {
        return under(config.order(), "/api/orders/" + id);
    }

    /** Where the buyer pays. Holds the token: whoever has the address may pay. */
    public URI checkout(OrderId id, AccessToken token) {
        return under(config.payment(), "/checkout/" + id + "?token=" + token.value());
    }

    /** Where the buyer sees what became of it; the page itself knows the token. */
    public URI result(OrderId id) {
        return under(config.storefront(), "/result?order=" + id);
    }

    /**
     * A page of the shop.
     *
     * @param path such as {@code /en/products/tea-oolong}
     */
    public String storefront(String path) {
        return base(config.storefront()) + path;
    }

    private static URI under(URI base, String path) {
        return URI.create(base(base) + path);
    }

    /** It may have a path, and may end in a slash. */
    private static String base(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
