package io.cashbell.order.storefront;

import io.cashbell.order.ShopLocale;
import io.cashbell.order.caching.CacheableAnswer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The pages that depend on nothing but the program: their scripts ask for everything else. */
@Singleton
final class FixedPages {
    private final CacheableAnswer checkout;
    private final CacheableAnswer result;
    private final Map<ShopLocale, String> lost;
    private final Map<ShopLocale, String> unreachable;

    FixedPages(Templates templates) {
        ShopWords words = ShopWords.in(ShopLocale.TRADITIONAL_CHINESE);
        ShopPage.Strip strip = new ShopPage.Strip(words.of("shop.strip"), false);
        checkout = answer(templates, "checkout", ShopPage.plain(words, "checkout", strip));
        result = answer(templates, "result", ShopPage.plain(words, "result", null));
        lost = inEachLanguage(templates, "lost");
        unreachable = inEachLanguage(templates, "unreachable");
    }

    CacheableAnswer checkout() {
        return checkout;
    }

    CacheableAnswer result() {
        return result;
    }

    /** What people see who follow an old link. */
    String lost(ShopLocale locale) {
        return Objects.requireNonNull(lost.get(locale));
    }

    /** What they see who come while the catalog cannot be read. */
    String unreachable(ShopLocale locale) {
        return Objects.requireNonNull(unreachable.get(locale));
    }

    private static Map<ShopLocale, String> inEachLanguage(Templates templates, String name) {
        return Arrays.stream(ShopLocale.values())
                .collect(Collectors.toMap(l -> l, locale -> text(templates, name, locale)));
    }

    private static String text(Templates templates, String name, ShopLocale locale) {
        ShopPage page = ShopPage.plain(ShopWords.in(locale), "plain", null);
        return new String(templates.draw(name, Map.of("page", page)), StandardCharsets.UTF_8);
    }

    private static CacheableAnswer answer(Templates templates, String name, ShopPage page) {
        // Pages, scripts and styles belong together: an old one beside a new one may not work.
        return CacheableAnswer.ofAlwaysAsked(
                templates.draw(name, Map.of("page", page)), Templates.HTML);
    }
}
