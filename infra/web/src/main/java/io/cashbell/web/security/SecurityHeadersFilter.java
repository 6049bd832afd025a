package io.cashbell.web.security;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Tells browsers to take content types as they are sent, to keep our addresses to themselves and to
 * load nothing from elsewhere. A route that needs more sets its own header; it is left as it is.
 *
 * <p>Every answer gets all of it, not pages alone: the type of a static file is not known yet when
 * filters run.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class SecurityHeadersFilter {

    private static final String ONLY_FROM_HERE =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    @ResponseFilter
    void protect(MutableHttpResponse<?> response) {
        var headers = response.getHeaders();
        unlessSet(headers, "X-Content-Type-Options", "nosniff");
        unlessSet(headers, "Referrer-Policy", "no-referrer");
        unlessSet(headers, "Content-Security-Policy", ONLY_FROM_HERE);
    }

    private static void unlessSet(MutableHttpHeaders headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
