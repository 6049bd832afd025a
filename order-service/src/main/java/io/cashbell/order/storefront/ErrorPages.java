package io.cashbell.order.storefront;

import io.cashbell.order.ShopLocale;
import io.cashbell.web.problem.ErrorPage;
import io.cashbell.web.problem.Problem;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;

/**
 * What people see who follow an old link, or come while the catalog cannot be read, in the language
 * of the address.
 */
@Singleton
class ErrorPages implements ErrorPage {
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final FixedPages pages;

    ErrorPages(FixedPages pages) {
        this.pages = pages;
    }

    @Override
    public Optional<String> html(HttpRequest<?> request, Problem problem) {
        String path = request.getPath();
        if (path.startsWith("/api/")) {
            return Optional.empty();
        }
        return switch (problem.type().status()) {
            case NOT_FOUND -> Optional.of(pages.lost(language(path)));
            case UNAVAILABLE ->
                    path.startsWith("/admin")
                            ? Optional.empty()
                            : Optional.of(pages.unreachable(language(path)));
            default -> Optional.empty();
        };
    }

    private static ShopLocale language(String path) {
        return Arrays.stream(ShopLocale.values())
                .filter(locale -> (path + "/").startsWith("/" + locale.tag() + "/"))
                .findFirst()
                .orElse(ShopLocale.TRADITIONAL_CHINESE);
    }
}
