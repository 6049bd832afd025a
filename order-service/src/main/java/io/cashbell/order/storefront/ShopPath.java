package io.cashbell.order.storefront;

import io.cashbell.order.ShopLocale;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A page that there is in each language, at an address of its own in each: {@code /products/tea} in
 * the shop's own language, {@code /en/products/tea} in English.
 *
 * @param rest what is the same in all of them
 */
record ShopPath(String rest) {
    static final ShopPath HOME = new ShopPath("");

    static ShopPath product(String id) {
        return new ShopPath(
                "products/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    String in(ShopLocale locale) {
        return (locale == ShopLocale.TRADITIONAL_CHINESE ? "/" : "/" + locale.tag() + "/") + rest;
    }
}
