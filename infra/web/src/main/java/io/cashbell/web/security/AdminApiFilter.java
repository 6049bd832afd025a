package io.cashbell.web.security;

import io.cashbell.web.problem.CommonProblem;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import java.util.List;
import java.util.Optional;

/**
 * Nothing below {@code /api/admin} is for everybody: without a proof of who asks, every address
 * there answers 401 alike, whether or not something is behind it. No answer is kept by any cache.
 *
 * <p>It looks at the route that was found as well as at the path, so that no spelling of a path
 * reaches a controller that the filter took for another.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
public final class AdminApiFilter {

    /**
     * The header by which a service that has the token says for whom it asks, such as the console
     * for who is signed in there: percent-encoded UTF-8, at most 254 characters.
     */
    public static final String ACTING_FOR = "Acting-For";

    private static final String ROOT = "/api/admin";
    private static final String ASKS = AdminApiFilter.class.getName();

    private final List<AdminSignIn> ways;

    AdminApiFilter(List<AdminSignIn> ways) {
        this.ways = List.copyOf(ways);
    }

    /** Who asks, as the sign-in calls them; empty outside the administrators' addresses. */
    public static Optional<String> whoAsks(HttpRequest<?> request) {
        return request.getAttribute(ASKS, String.class);
    }

    @RequestFilter
    void admit(HttpRequest<?> request) {
        if (!isForAdmins(request)) {
            return;
        }
        for (var way : ways) {
            var who = way.whoAsks(request);
            if (who.isPresent()) {
                request.setAttribute(ASKS, who.get());
                return;
            }
        }
        throw CommonProblem.UNAUTHORIZED
                .because("This address is for administrators who have proved to be one")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"admin\"")
                // A filter that refuses is not asked about the answer.
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @ResponseFilter
    void keepOutOfCaches(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (isForAdmins(request)) {
            response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private static boolean isForAdmins(HttpRequest<?> request) {
        return isBelowRoot(request.getPath())
                || RouteAttributes.getRouteInfo(request)
                        .filter(UriRouteInfo.class::isInstance)
                        .map(route -> ((UriRouteInfo<?, ?>) route).getUriMatchTemplate())
                        .filter(template -> isBelowRoot(template.toPathString()))
                        .isPresent();
    }

    private static boolean isBelowRoot(String path) {
        return path.startsWith(ROOT)
                && (path.length() == ROOT.length()
                        || "/;?".indexOf(path.charAt(ROOT.length())) >= 0);
    }
}
