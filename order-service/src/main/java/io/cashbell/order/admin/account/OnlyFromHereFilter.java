package io.cashbell.order.admin.account;

import io.cashbell.web.problem.CommonProblem;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * No other site writes in the owner's name: a form that is sent to the console must come from one
 * of its own pages. Browsers say so ({@code Sec-Fetch-Site}); where one does not, {@code Origin}
 * must be ours, and without either nothing is taken.
 */
@ServerFilter("/admin/**")
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class OnlyFromHereFilter {

    @RequestFilter
    void refuseOthers(HttpRequest<?> request) {
        HttpMethod method = request.getMethod();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            return;
        }
        String site = request.getHeaders().get("Sec-Fetch-Site");
        boolean ours =
                site == null
                        ? isOurs(
                                request.getHeaders().get(HttpHeaders.ORIGIN),
                                request.getHeaders().get(HttpHeaders.HOST))
                        : site.equals("same-origin");
        if (!ours) {
            throw CommonProblem.FORBIDDEN.because(
                    "The console takes what its own pages send, and nothing from elsewhere.");
        }
    }

    private static boolean isOurs(@Nullable String origin, @Nullable String host) {
        if (origin == null || host == null) {
            return false;
        }
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException strange) {
            return false;
        }
    }
}
