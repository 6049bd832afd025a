package io.cashbell.payment.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The languages of our own pages, each with its words. */
enum Language {
    TRADITIONAL_CHINESE("zh-TW"),
    SIMPLIFIED_CHINESE("zh-CN"),
    KOREAN("ko"),
    ENGLISH("en");

    private static final Map<Language, Properties> WORDS =
            Arrays.stream(values()).collect(Collectors.toMap(each -> each, Language::read));

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** As the page's {@code lang} attribute wants it. */
    String tag() {
        return tag;
    }

    static Language of(Locale locale) {
        return switch (locale.getLanguage()) {
            case "zh" -> isSimplified(locale) ? SIMPLIFIED_CHINESE : TRADITIONAL_CHINESE;
            case "ko" -> KOREAN;
            default -> ENGLISH;
        };
    }

    static Language of(String languageTag) {
        return of(Locale.forLanguageTag(languageTag));
    }

    /**
     * @throws IllegalArgumentException if there are no such words
     */
    String say(String key) {
        String text = words().getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("No words for " + key + " in " + tag);
        }
        return text;
    }

    Set<String> keys() {
        return words().stringPropertyNames();
    }

    private Properties words() {
        return Objects.requireNonNull(WORDS.get(this), tag);
    }

    private static boolean isSimplified(Locale locale) {
        return locale.getScript().isEmpty()
                ? locale.getCountry().equals("CN") || locale.getCountry().equals("SG")
                : locale.getScript().equals("Hans");
    }

    private Properties read() {
        String name = "/words/checkout." + tag + ".properties";
        try (InputStream file = Language.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("No file " + name);
            }
            Properties words = new Properties();
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
