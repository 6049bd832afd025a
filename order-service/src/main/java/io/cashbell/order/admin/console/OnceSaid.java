package io.cashbell.order.admin.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.net.URI;
import java.time.Duration;

/**
 * What a page says once, of what somebody has just done there. A cookie brings it from the answer
 * to the page, which takes it back: an address would say it again whenever it is opened.
 */
final class OnceSaid {
    private static final String COOKIE = "cashbell-console-said";

    /** A browser follows at once, or not at all. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private OnceSaid() {}

    /**
     * On to a page that says so.
     *
     * @param place which page that is; it asks under the same name
     */
    static MutableHttpResponse<?> on(URI page, String place, String said) {
        return HttpResponse.seeOther(page).cookie(cookie(place + '.' + said).maxAge(KEPT));
    }

    /** What that page has to say; empty for nothing. */
    static String at(String place, HttpRequest<?> request) {
        return request.getCookies()
                .findCookie(COOKIE)
                .map(Cookie::getValue)
                .filter(value -> value.startsWith(place + '.'))
                .map(value -> value.substring(place.length() + 1))
                .orElse("");
    }

    /** The page, which has said it. */
    static MutableHttpResponse<?> by(MutableHttpResponse<?> page, String said) {
        return said.isEmpty() ? page : page.cookie(cookie("").maxAge(Duration.ZERO));
    }

    private static Cookie cookie(String value) {
        return Cookie.of(COOKIE, value).path("/admin").httpOnly(true).sameSite(SameSite.Lax);
    }
}
