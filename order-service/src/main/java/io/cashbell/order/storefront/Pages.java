package io.cashbell.order.storefront;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.order.ShopLocale;
import io.cashbell.order.caching.CacheableAnswer;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that the shop's pages are made of, as they come with the program. */
@Singleton
class Pages {
    private static final Pattern WORDS = Pattern.compile("scripts/words/([A-Za-z-]+)\\.js");
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9-]+/)*[A-Za-z0-9-]+\\.[a-z0-9]+");
    private static final Duration PICTURE_FRESH = Duration.ofHours(1);
    private static final Duration PICTURE_STALE = Duration.ofDays(1);
    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "css", MediaType.of("text/css; charset=utf-8"),
                    "js", MediaType.of("text/javascript; charset=utf-8"),
                    "json", MediaType.of("application/json"),
                    "txt", MediaType.of("text/plain; charset=utf-8"),
                    "svg", MediaType.of("image/svg+xml"),
                    "png", MediaType.of("image/png"),
                    "webp", MediaType.of("image/webp"),
                    "ico", MediaType.of("image/x-icon"),
                    "woff2", MediaType.of("font/woff2"));

    private final ObjectMapper json;

    /** Only files that are there are kept, so that it cannot grow. */
    private final Map<String, CacheableAnswer> answers = new ConcurrentHashMap<>();

    Pages(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param name such as {@code shop.css} or {@code images/tea-oolong.svg}
     * @return empty if there is no such file
     */
    Optional<CacheableAnswer> find(String name) {
        CacheableAnswer known = answers.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<CacheableAnswer> read = read(name).map(body -> answer(name, body));
        read.ifPresent(answer -> answers.put(name, answer));
        return read;
    }

    private Optional<byte[]> read(String name) {
        Matcher words = WORDS.matcher(name);
        if (words.matches()) {
            return words(words.group(1));
        }
        if (!NAME.matcher(name).matches() || !TYPES.containsKey(extension(name))) {
            return Optional.empty();
        }
        try (InputStream file = Pages.class.getResourceAsStream("/storefront/" + name)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of the pages as a module for their scripts. */
    private Optional<byte[]> words(String tag) {
        return Arrays.stream(ShopLocale.values())
                .filter(locale -> locale.tag().equals(tag))
                .findFirst()
                .map(locale -> "export default " + written(ShopWords.in(locale)) + ";\n")
                .map(module -> module.getBytes(StandardCharsets.UTF_8));
    }

    private String written(ShopWords words) {
        try {
            return json.writeValueAsString(words.all());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CacheableAnswer answer(String name, byte[] body) {
        MediaType type =
                TYPES.getOrDefault(extension(name), MediaType.APPLICATION_OCTET_STREAM_TYPE);
        // Pages, scripts and styles belong together: an old one beside a new one may not work.
        return type.getType().equals("image") || type.getType().equals("font")
                ? CacheableAnswer.of(body, type, PICTURE_FRESH, PICTURE_STALE)
                : CacheableAnswer.ofAlwaysAsked(body, type);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
