package io.cashbell.notification.template;

import io.cashbell.notification.Occasion;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a mail says in one language, read once from {@code templates/<locale>/words.properties}. */
final class Words {
    private final Map<String, String> texts;

    private Words(Map<String, String> texts) {
        this.texts = texts;
    }

    /**
     * @throws IllegalArgumentException if there are no words in this language
     */
    static Words in(Locale locale) {
        String file = "/templates/" + locale.toLanguageTag() + "/words.properties";
        try (InputStream stream = Words.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException(
                        "there are no mails in the language " + locale.toLanguageTag());
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return new Words(
                    properties.stringPropertyNames().stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(k -> k, properties::getProperty)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(Occasion occasion, String part) {
        return get(occasion.code() + "." + part);
    }

    String label(String name) {
        return get("label." + name);
    }

    String get(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalStateException("There are no words for " + key);
        }
        return text;
    }

    /**
     * A method we have no name for is shown by its code: the gateways grow faster than this file.
     */
    String method(String code) {
        @Nullable String name = texts.get("method." + code);
        return name == null ? Inert.line(code) : name;
    }

    /** A row of codes, {@code ecpay paid-there}, in words. */
    String day(String codes) {
        return Arrays.stream(codes.split(" ", -1))
                .map(code -> texts.getOrDefault("day." + code, code))
                .collect(Collectors.joining(" · "));
    }

    /** Our own reasons are codes and have words; a gateway's is told as the gateway tells it. */
    String reason(String reason) {
        @Nullable String words = texts.get("reason." + reason);
        return words == null ? reason : words;
    }

    /** What is said of a warning; empty for one that is newer than this file. */
    Optional<String> warning(String code, String part) {
        return Optional.ofNullable(texts.get("warning." + code + "." + part));
    }

    Map<String, String> all() {
        return texts;
    }
}
