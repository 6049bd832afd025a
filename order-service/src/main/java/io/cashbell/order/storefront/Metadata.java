package io.cashbell.order.storefront;

import io.cashbell.order.Amount;
import io.cashbell.order.ShopLocale;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a page tells programs of itself. Addresses are whole.
 *
 * @param heading the title without the shop's name
 * @param image address of a picture
 * @param amount price of what it shows; null if that is no product, or not sold in its market
 * @param isAvailable whether it can be had
 * @param structured JSON-LD that is inert inside a page
 */
public record Metadata(
        ShopLocale locale,
        String siteName,
        String title,
        String heading,
        String description,
        String address,
        List<Alternate> alternates,
        String image,
        @Nullable Amount amount,
        boolean isAvailable,
        String structured) {
    public Metadata {
        alternates = List.copyOf(alternates);
    }

    /**
     * The same page in a language.
     *
     * @param tag as BCP 47 writes it, or {@code x-default}
     */
    public record Alternate(String tag, String address) {}

    /** A language as Open Graph writes it, and whether it is this page's or another one. */
    public record OpenGraphLocale(String property, String name) {}

    public List<OpenGraphLocale> openGraphLocales() {
        return Stream.concat(
                        Stream.of(new OpenGraphLocale("og:locale", openGraph(locale))),
                        Arrays.stream(ShopLocale.values())
                                .filter(other -> other != locale)
                                .map(
                                        other ->
                                                new OpenGraphLocale(
                                                        "og:locale:alternate", openGraph(other))))
                .toList();
    }

    private static String openGraph(ShopLocale locale) {
        return switch (locale) {
            case TRADITIONAL_CHINESE -> "zh_TW";
            case KOREAN -> "ko_KR";
            case SIMPLIFIED_CHINESE -> "zh_CN";
            case ENGLISH -> "en_US";
        };
    }
}
