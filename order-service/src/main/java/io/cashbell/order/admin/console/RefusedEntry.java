package io.cashbell.order.admin.console;

import io.cashbell.order.admin.account.Role;
import io.cashbell.web.problem.CommonProblem;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where somebody goes who may not see a page: to the door, to a new password, or no further. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
class RefusedEntry implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {
    private final Frames frames;
    private final Views views;

    RefusedEntry(Frames frames, Views views) {
        this.frames = frames;
        this.views = views;
    }

    @Override
    @SuppressWarnings("rawtypes") // As the framework declares it.
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException refused) {
        HttpRequest<?> asked = request;
        if (!asked.getPath().startsWith("/admin")) {
            throw CommonProblem.FORBIDDEN.because("This address is not for everybody.");
        }
        Authentication who = refused.getAuthentication();
        if (who == null) {
            return way(asked, URI.create("/admin/sign-in" + back(asked)));
        }
        if (who.getRoles().contains(Role.NEWCOMER)) {
            return way(asked, PasswordWords.PAGE);
        }
        Page page = frames.of(asked, who);
        return views.page(
                HttpStatus.FORBIDDEN,
                "refused",
                Map.of(
                        "page",
                        asked.getMethod() == HttpMethod.GET
                                ? page
                                : page.at(SignInPage.HOME.toString())));
    }

    /** A part of a page cannot become the door: the whole page goes there. */
    private static MutableHttpResponse<?> way(HttpRequest<?> request, URI to) {
        return isPart(request)
                ? HttpResponse.noContent().header("HX-Redirect", to.toString())
                : HttpResponse.seeOther(to);
    }

    /** None for what changes something: it is not done by coming back. */
    private static String back(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.GET
                ? seen(request)
                        .map(page -> "?to=" + URLEncoder.encode(page, StandardCharsets.UTF_8))
                        .orElse("")
                : "";
    }

    /**
     * The page that somebody looks at. A part that fetches itself anew is none: htmx says on which
     * page it stands.
     */
    private static Optional<String> seen(HttpRequest<?> request) {
        return isPart(request)
                ? Optional.ofNullable(request.getHeaders().get("HX-Current-URL"))
                        .map(page -> SignInPage.wayOn(withoutOrigin(page)).toString())
                : Optional.of(request.getUri().toString());
    }

    private static @Nullable String withoutOrigin(String address) {
        try {
            URI page = URI.create(address);
            String query = page.getRawQuery();
            return query == null ? page.getRawPath() : page.getRawPath() + "?" + query;
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static boolean isPart(HttpRequest<?> request) {
        return request.getHeaders().contains("HX-Request");
    }
}
