package io.cashbell.order.storefront;

import io.cashbell.order.ShopLocale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every page of the shop is drawn with. */
public final class ShopPage {
    private static final List<Language> LANGUAGES =
            List.of(
                    new Language(ShopLocale.TRADITIONAL_CHINESE, "繁體中文"),
                    new Language(ShopLocale.SIMPLIFIED_CHINESE, "简体中文"),
                    new Language(ShopLocale.KOREAN, "한국어"),
                    new Language(ShopLocale.ENGLISH, "English"));

    private final ShopWords words;
    private final @Nullable ShopPath path;
    private final String script;
    private final @Nullable Strip strip;

    private ShopPage(
            ShopWords words, @Nullable ShopPath path, String script, @Nullable Strip strip) {
        this.words = words;
        this.path = path;
        this.script = script;
        this.strip = strip;
    }

    /** One whose address says its language. */
    static ShopPage addressed(ShopWords words, ShopPath path, String script, Strip strip) {
        return new ShopPage(words, path, script, strip);
    }

    /** One that has the same address in all languages: its script puts in the reader's words. */
    static ShopPage plain(ShopWords words, String script, @Nullable Strip strip) {
        return new ShopPage(words, null, script, strip);
    }

    /**
     * The line on top.
     *
     * @param isAnnouncing whether the owner has something to say
     */
    record Strip(String text, boolean isAnnouncing) {}

    /**
     * A language of the shop.
     *
     * @param name its own name for itself
     */
    private record Language(ShopLocale locale, String name) {}

    /**
     * This page in a language of the shop.
     *
     * @param tag as BCP 47 writes it
     * @param name the language's own name for itself
     */
    public record Translation(String tag, String name, String path) {}

    public ShopWords words() {
        return words;
    }

    public String word(String key) {
        return words.of(key);
    }

    /** As BCP 47 writes it. */
    public String tag() {
        return words.locale().tag();
    }

    public boolean isAddressed() {
        return path != null;
    }

    /** Name of the script that makes it live. */
    public String script() {
        return script;
    }

    /** Null where there is no such line. */
    public @Nullable String strip() {
        return strip == null ? null : strip.text();
    }

    public boolean isAnnouncing() {
        return strip != null && strip.isAnnouncing();
    }

    /** The shop's first page in this language. */
    public String home() {
        return ShopPath.HOME.in(words.locale());
    }

    public List<Translation> languages() {
        ShopPath here = path == null ? ShopPath.HOME : path;
        return LANGUAGES.stream()
                .map(
                        language ->
                                new Translation(
                                        language.locale().tag(),
                                        language.name(),
                                        here.in(language.locale())))
                .toList();
    }
}
