package io.cashbell.order.storefront;

import io.cashbell.order.ShopLocale;
import io.cashbell.order.catalog.Catalog;
import io.cashbell.order.lookup.Addresses;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Tells search engines which pages there are (sitemaps.org), each with its translations. */
@Singleton
final class Sitemap {
    private final Addresses addresses;
    private final DrawShop draw;

    Sitemap(Addresses addresses, DrawShop draw) {
        this.addresses = addresses;
        this.draw = draw;
    }

    byte[] of(Catalog catalog) {
        StringBuilder xml =
                new StringBuilder(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                            xmlns:xhtml="http://www.w3.org/1999/xhtml">
                        """);
        Stream.concat(
                        Stream.of(ShopPath.HOME),
                        catalog.shown().stream()
                                .map(product -> ShopPath.product(product.path("id").asText())))
                .forEach(path -> add(xml, path));
        return xml.append("</urlset>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void add(StringBuilder xml, ShopPath path) {
        StringBuilder alternates = new StringBuilder();
        for (Metadata.Alternate each : draw.alternates(path)) {
            alternates.append(
                    "    <xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"%s\"/>\n"
                            .formatted(each.tag(), escaped(each.address())));
        }
        for (ShopLocale locale : ShopLocale.values()) {
            xml.append("  <url>\n    <loc>")
                    .append(escaped(addresses.storefront(path.in(locale))))
                    .append("</loc>\n")
                    .append(alternates)
                    .append("  </url>\n");
        }
    }

    /** Ids are encoded as addresses are; what is left is the address that the owner configured. */
    private static String escaped(String address) {
        return address.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
