package io.cashbell.order.admin.console;

import io.cashbell.order.admin.account.OpenIdProvider;
import io.cashbell.order.admin.account.ProviderConfig;
import io.cashbell.order.admin.account.SessionCookie;
import io.cashbell.order.admin.account.SignIn;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The console's door for who signs in at a provider: the way there, and back. */
@Hidden
@Controller("/admin/sign-in/provider")
@Requires(property = ProviderConfig.PREFIX + ".name")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
class ProviderController {
    private static final String PATH = "/admin/sign-in";
    private static final String TO = "cashbell-sign-in-to";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** What the framework lets the browser keep between the way there and back. */
    private static final List<String> KEPT = List.of("OAUTH2_STATE", "OPENID_NONCE", "OAUTH2_PKCE");

    private final OpenIdProvider provider;
    private final SignIn signIn;
    private final SessionCookie cookie;
    private final SignInPage page;

    ProviderController(
            OpenIdProvider provider, SignIn signIn, SessionCookie cookie, SignInPage page) {
        this.provider = provider;
        this.signIn = signIn;
        this.cookie = cookie;
        this.page = page;
    }

    @Get("/")
    HttpResponse<?> there(HttpRequest<?> request, @Nullable @QueryValue String to) {
        Optional<MutableHttpResponse<?>> way = provider.way(request);
        if (way.isEmpty()) {
            return refused(OpenIdProvider.Reason.UNREACHABLE, request, to);
        }
        String wanted = SignInPage.wayOn(to).toString();
        return way.get()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(
                        kept(TO, URLEncoder.encode(wanted, StandardCharsets.UTF_8))
                                .maxAge(LONGEST));
    }

    @Get("/callback")
    HttpResponse<?> back(HttpRequest<?> request) {
        String to =
                request.getCookies()
                        .findCookie(TO)
                        .map(kept -> decoded(kept.getValue()))
                        .orElse(null);
        MutableHttpResponse<?> answer =
                switch (provider.answer(request)) {
                    case OpenIdProvider.Answer.Known known -> {
                        cookie.shown(request).ifPresent(signIn::out);
                        yield HttpResponse.seeOther(SignInPage.wayOn(to))
                                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                .cookie(cookie.of(signIn.vouchedFor(known).token()));
                    }
                    case OpenIdProvider.Answer.Refused(var reason) -> refused(reason, request, to);
                };
        for (String name : KEPT) {
            answer.cookie(kept(name, "").maxAge(Duration.ZERO));
        }
        return answer.cookie(kept(TO, "").maxAge(Duration.ZERO));
    }

    private MutableHttpResponse<?> refused(
            OpenIdProvider.Reason reason, HttpRequest<?> request, @Nullable String to) {
        HttpStatus status =
                reason == OpenIdProvider.Reason.UNREACHABLE
                        ? HttpStatus.SERVICE_UNAVAILABLE
                        : HttpStatus.FORBIDDEN;
        String words =
                switch (reason) {
                    case UNREACHABLE -> "sign-in.provider-unreachable";
                    case REFUSED -> "sign-in.provider-refused";
                    case UNVERIFIED -> "sign-in.provider-unverified";
                    case NO_ROLE -> "sign-in.provider-no-role";
                };
        return page.of(status, request, to, "", words);
    }

    private static @Nullable String decoded(String kept) {
        try {
            return URLDecoder.decode(kept, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException strange) {
            return null;
        }
    }

    private static Cookie kept(String name, String value) {
        return Cookie.of(name, value).path(PATH).httpOnly(true).sameSite(SameSite.Lax);
    }
}
