package io.cashbell.order.storefront;

import io.cashbell.order.ShopLocale;
import io.cashbell.order.catalog.Site;
import io.cashbell.order.lookup.Addresses;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Draws the shop's first page and the pages of its products. */
@Singleton
final class DrawShop {
    private static final String SCRIPT = "shop";

    /** So many other products are shown below one. */
    private static final int OTHERS = 4;

    /** In characters; longer ones search engines cut themselves. */
    private static final int LONGEST_DESCRIPTION = 300;

    private final Templates templates;
    private final StructuredData structured;
    private final Addresses addresses;

    DrawShop(Templates templates, StructuredData structured, Addresses addresses) {
        this.templates = templates;
        this.structured = structured;
        this.addresses = addresses;
    }

    byte[] home(Shelf shelf) {
        ShopWords words = shelf.words();
        String image = shelf.cards().isEmpty() ? "/favicon.svg" : shelf.cards().getFirst().image();
        Metadata data =
                new Metadata(
                        words.locale(),
                        words.of("shop.name"),
                        words.of("home.title"),
                        words.of("shop.name"),
                        words.of("home.description"),
                        whole(ShopPath.HOME.in(words.locale())),
                        alternates(ShopPath.HOME),
                        whole(image),
                        null,
                        true,
                        structured.shop(words));
        String said = announcement(shelf);
        return templates.draw(
                "home",
                Map.of(
                        "page",
                        page(shelf, ShopPath.HOME),
                        "data",
                        data,
                        "cards",
                        shelf.cards(),
                        "markets",
                        shelf.markets(),
                        "closed",
                        !shelf.site().isOpen(),
                        "closedText",
                        said.isEmpty() ? words.of("closed.text") : said));
    }

    /**
     * @param place of the product on the shelf
     */
    byte[] product(Shelf shelf, int place) {
        ProductCard card = shelf.cards().get(place);
        return templates.draw(
                "product",
                Map.of(
                        "page",
                        page(shelf, card.place()),
                        "data",
                        metadata(shelf.words(), card),
                        "card",
                        card,
                        "others",
                        others(shelf.cards(), place),
                        "markets",
                        shelf.markets()));
    }

    /** This page in every language, and the one for whoever reads none of them. */
    List<Metadata.Alternate> alternates(ShopPath path) {
        List<Metadata.Alternate> alternates = new ArrayList<>();
        Arrays.stream(ShopLocale.values())
                .map(locale -> new Metadata.Alternate(locale.tag(), whole(path.in(locale))))
                .forEach(alternates::add);
        alternates.add(
                new Metadata.Alternate(
                        "x-default", whole(path.in(ShopLocale.TRADITIONAL_CHINESE))));
        return alternates;
    }

    private Metadata metadata(ShopWords words, ProductCard card) {
        String description =
                shortened(card.about().isEmpty() ? words.of("home.lead") : card.about());
        String image = whole(card.image());
        return new Metadata(
                words.locale(),
                words.of("shop.name"),
                words.with("product.title", "name", card.name()),
                card.name(),
                description,
                whole(card.path()),
                alternates(card.place()),
                image,
                card.amount(),
                card.isAvailable(),
                structured.product(card, image, description));
    }

    private static ShopPage page(Shelf shelf, ShopPath path) {
        ShopWords words = shelf.words();
        String said = announcement(shelf);
        String news = said.isEmpty() && !shelf.site().isOpen() ? words.of("closed.title") : said;
        return ShopPage.addressed(
                words,
                path,
                SCRIPT,
                new ShopPage.Strip(
                        news.isEmpty() ? words.of("shop.strip") : news, !news.isEmpty()));
    }

    private static String announcement(Shelf shelf) {
        Site site = shelf.site();
        return shelf.isAnnouncing() ? shelf.words().choose(site.announcement().texts()) : "";
    }

    /** Those that follow it, and at the end the first ones again. */
    private static List<ProductCard> others(List<ProductCard> cards, int place) {
        return IntStream.range(1, Math.min(cards.size(), OTHERS + 1))
                .mapToObj(next -> cards.get((place + next) % cards.size()))
                .toList();
    }

    private static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_DESCRIPTION) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_DESCRIPTION - 1)) + "…";
    }

    private String whole(String address) {
        return address.startsWith("/") ? addresses.storefront(address) : address;
    }
}
