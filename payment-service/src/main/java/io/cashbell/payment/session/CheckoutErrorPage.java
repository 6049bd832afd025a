package io.cashbell.payment.session;

import io.cashbell.web.problem.ErrorPage;
import io.cashbell.web.problem.Problem;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** A refused visit is read by a person. */
@Singleton
class CheckoutErrorPage implements ErrorPage {

    private final CheckoutPages pages;

    CheckoutErrorPage(CheckoutPages pages) {
        this.pages = pages;
    }

    @Override
    public Optional<String> html(HttpRequest<?> request, Problem problem) {
        if (!request.getPath().startsWith("/checkout/")) {
            return Optional.empty();
        }
        Language language = Language.of(request.getLocale().orElse(Locale.TAIWAN));
        return Optional.of(pages.refusal(language, problem.type()));
    }
}
