package io.cashbell.web.settings;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The origins whose pages may call a service from a browser (CORS, <a
 * href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch</a>): the storefront's, where it
 * has one of its own, and those that a variable names. Cookies never travel, so that a page
 * elsewhere cannot act as who is signed in to the console.
 */
public final class AllowedOrigins {
    private static final String ANY = "*";
    private static final String CORS = "micronaut.server.cors.";
    private static final String FRONTENDS = CORS + "configurations.frontends.";

    private final Settings settings;
    private final String variable;

    private AllowedOrigins(Settings settings, String variable) {
        this.settings = settings;
        this.variable = variable;
    }

    /**
     * Notes what is wrong with them; gives the configuration.
     *
     * @param variable names them, separated by commas; {@code *} for all, not in production
     * @param service where the service itself is
     * @param storefront may call it without being named
     */
    public static Map<String, Object> read(
            Settings settings, String variable, URI service, URI storefront) {
        return new AllowedOrigins(settings, variable).read(service, storefront);
    }

    private Map<String, Object> read(URI service, URI storefront) {
        Set<String> origins = new LinkedHashSet<>();
        if (!origin(storefront).equals(origin(service))) {
            origins.add(origin(storefront));
        }
        List<String> given =
                Stream.of(settings.optional(variable, "").split(","))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList();
        if (given.contains(ANY)) {
            if (settings.environment() == ShopEnvironment.PRODUCTION || given.size() > 1) {
                settings.refuse(
                        variable + " must name the origins in production, and never with *");
            }
            return cors(Map.of());
        }
        given.forEach(text -> origins.add(named(text)));
        return origins.isEmpty()
                ? Map.of()
                : cors(Map.of(FRONTENDS + "allowed-origins", List.copyOf(origins)));
    }

    private static Map<String, Object> cors(Map<String, Object> origins) {
        Map<String, Object> all = new HashMap<>(origins);
        all.put(CORS + "enabled", true);
        all.put(FRONTENDS + "allowed-methods", List.of("GET", "POST", "PUT", "OPTIONS"));
        all.put(
                FRONTENDS + "allowed-headers",
                List.of(
                        "Authorization",
                        "Content-Type",
                        "Idempotency-Key",
                        "If-Match",
                        "If-None-Match",
                        "Last-Event-ID",
                        "traceparent"));
        all.put(
                FRONTENDS + "exposed-headers",
                List.of("ETag", "Idempotency-Replayed", "Location", "Retry-After", "X-Request-Id"));
        all.put(FRONTENDS + "allow-credentials", false);
        all.put(FRONTENDS + "max-age", 600);
        return Map.copyOf(all);
    }

    private String named(String text) {
        try {
            URI uri = URI.create(text);
            boolean safe =
                    "https".equals(uri.getScheme())
                            || (settings.isLocal() && "http".equals(uri.getScheme()));
            if (safe && uri.getHost() != null && origin(uri).equals(text)) {
                return text;
            }
        } catch (IllegalArgumentException _) {
            // Said below, together with addresses that are more than an origin.
        }
        settings.refuse(
                variable
                        + " must be origins such as https://shop.example separated by commas, https"
                        + " outside local");
        return text;
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
