package io.cashbell.order.admin.console;

import io.cashbell.order.ShopLocale;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Which language somebody reads: what they chose last, or what their browser asks for. */
final class Languages {
    private static final String COOKIE = "cashbell-console-language";
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private Languages() {}

    static Words of(HttpRequest<?> request) {
        return Words.in(
                request.getCookies()
                        .findCookie(COOKIE)
                        .flatMap(cookie -> byTag(cookie.getValue()))
                        .or(() -> asked(request))
                        .orElse(ShopLocale.TRADITIONAL_CHINESE));
    }

    /** Empty if the shop does not speak it. */
    static Optional<Cookie> choice(String tag) {
        return byTag(tag)
                .map(
                        locale ->
                                Cookie.of(COOKIE, locale.tag())
                                        .path("/admin")
                                        .httpOnly(true)
                                        .sameSite(SameSite.Lax)
                                        .maxAge(REMEMBERED));
    }

    private static Optional<ShopLocale> byTag(String tag) {
        return Arrays.stream(ShopLocale.values())
                .filter(locale -> locale.tag().equals(tag))
                .findFirst();
    }

    /** The first that we speak; browsers send the best first. */
    private static Optional<ShopLocale> asked(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
        return header == null
                ? Optional.empty()
                : Arrays.stream(header.split(",", 20))
                        .map(range -> range.split(";", 2)[0].strip())
                        .flatMap(tag -> ShopLocale.find(tag).stream())
                        .findFirst();
    }
}
