package io.cashbell.order.admin.console;

import io.cashbell.order.ShopLocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The console's words in one language. */
public final class Words {
    private static final Map<ShopLocale, Words> ALL =
            Arrays.stream(ShopLocale.values()).collect(Collectors.toMap(l -> l, Words::new));

    private final ShopLocale locale;
    private final Properties words;

    private Words(ShopLocale locale) {
        this.locale = locale;
        this.words = read(locale);
    }

    public static Words in(ShopLocale locale) {
        Words words = ALL.get(locale);
        if (words == null) {
            throw new IllegalArgumentException("No words in " + locale);
        }
        return words;
    }

    /** As BCP 47 writes it. */
    public String tag() {
        return locale.tag();
    }

    ShopLocale locale() {
        return locale;
    }

    boolean has(String key) {
        return words.containsKey(key);
    }

    /**
     * @param key such as {@code orders.title}
     * @throws IllegalArgumentException if there are no such words
     */
    public String of(String key) {
        String text = words.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("No words for " + key + " in " + tag());
        }
        return text;
    }

    /** With {@code {0}}, {@code {1}} … filled in. */
    public String of(String key, Object... values) {
        return MessageFormat.format(of(key).replace("'", "''"), values);
    }

    /**
     * The words for {@code prefix.code}, or the code itself, which a newer service may have sent.
     */
    public String named(String prefix, @Nullable String code) {
        return code == null ? "" : words.getProperty(prefix + "." + code, code);
    }

    Set<String> keys() {
        return words.stringPropertyNames();
    }

    private static Properties read(ShopLocale locale) {
        String name = "/console/words/" + locale.tag() + ".properties";
        try (InputStream file = Words.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("No file " + name);
            }
            Properties words = new Properties();
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
