package io.cashbell.order.storefront;

import io.cashbell.web.problem.ErrorPage;
import io.cashbell.web.problem.Problem;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What people see who follow an old link. */
@Singleton
class NotFoundPage implements ErrorPage {
    private static final int NOT_FOUND = 404;

    private final Pages pages;

    NotFoundPage(Pages pages) {
        this.pages = pages;
    }

    @Override
    public Optional<String> html(HttpRequest<?> request, Problem problem) {
        if (problem.type().status() != NOT_FOUND || request.getPath().startsWith("/api/")) {
            return Optional.empty();
        }
        return pages.read("404.html").map(page -> new String(page, StandardCharsets.UTF_8));
    }
}
