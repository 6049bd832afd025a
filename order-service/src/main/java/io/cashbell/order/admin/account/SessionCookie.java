package io.cashbell.order.admin.account;

import io.cashbell.order.admin.AdminConfig;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * How a browser shows its session: no script can read it, no other site's form sends it, and
 * outside a laptop it goes over TLS alone, to this host alone ({@code __Host-}, RFC 6265bis).
 */
@Singleton
public class SessionCookie {
    private static final String PLAIN = "cashbell-session";
    private static final String OF_THIS_HOST = "__Host-" + PLAIN;

    private final boolean secure;

    SessionCookie(AdminConfig config) {
        this.secure = config.secureCookies();
    }

    /** What the browser shows, if it shows one. */
    public Optional<String> shown(HttpRequest<?> request) {
        return request.getCookies().findCookie(name()).map(Cookie::getValue);
    }

    public Cookie of(String token) {
        return cookie(token).maxAge(SignIn.SESSION);
    }

    /** Takes it back. */
    public Cookie gone() {
        return cookie("").maxAge(Duration.ZERO);
    }

    private Cookie cookie(String value) {
        return Cookie.of(name(), value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                // Links in mails lead into the console; forms of other sites are refused anyway.
                .sameSite(SameSite.Lax);
    }

    private String name() {
        return secure ? OF_THIS_HOST : PLAIN;
    }
}
