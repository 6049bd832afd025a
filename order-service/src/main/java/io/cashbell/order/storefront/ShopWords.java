package io.cashbell.order.storefront;

import io.cashbell.order.ShopLocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The words of the shop's pages in one language. The scripts have theirs from here, too: {@code
 * /scripts/words/<tag>.js}.
 */
public final class ShopWords {
    private static final Map<ShopLocale, ShopWords> ALL =
            Arrays.stream(ShopLocale.values()).collect(Collectors.toMap(l -> l, ShopWords::new));

    private final ShopLocale locale;
    private final SortedMap<String, String> words;

    private ShopWords(ShopLocale locale) {
        this.locale = locale;
        this.words = read(locale);
    }

    public static ShopWords in(ShopLocale locale) {
        return Objects.requireNonNull(ALL.get(locale));
    }

    ShopLocale locale() {
        return locale;
    }

    /**
     * @param key such as {@code home.title}
     * @throws IllegalArgumentException if there are no such words
     */
    public String of(String key) {
        String text = words.get(key);
        if (text == null) {
            throw new IllegalArgumentException("No words for " + key + " in " + locale.tag());
        }
        return text;
    }

    /** With one {@code {name}} filled in. */
    public String with(String key, String name, String value) {
        return of(key).replace("{" + name + "}", value);
    }

    SortedMap<String, String> all() {
        return words;
    }

    /**
     * The text in this language, else in one that its reader may know: zh-TW for who reads Chinese,
     * English for others. The scripts choose alike. Empty if there is none.
     */
    String choose(Map<String, String> texts) {
        String second = second(locale).tag();
        for (String tag : List.of(locale.tag(), second, ShopLocale.TRADITIONAL_CHINESE.tag())) {
            String text = texts.get(tag);
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return texts.values().stream().filter(text -> !text.isBlank()).findFirst().orElse("");
    }

    private static ShopLocale second(ShopLocale locale) {
        return switch (locale) {
            case TRADITIONAL_CHINESE, SIMPLIFIED_CHINESE -> ShopLocale.TRADITIONAL_CHINESE;
            case KOREAN, ENGLISH -> ShopLocale.ENGLISH;
        };
    }

    private static SortedMap<String, String> read(ShopLocale locale) {
        String name = "/storefront/words/" + locale.tag() + ".properties";
        try (InputStream file = ShopWords.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("No file " + name);
            }
            Properties read = new Properties();
            read.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            SortedMap<String, String> words = new TreeMap<>();
            read.stringPropertyNames().forEach(key -> words.put(key, read.getProperty(key)));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
