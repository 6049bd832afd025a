package io.cashbell.web.problem;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Gives a body to errors that were answered without one, such as a bare 404 of a controller. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class BareErrorFilter {

    private final ProblemAnswers answers;

    BareErrorFilter(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ResponseFilter
    void fill(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() >= 400 && response.getBody().isEmpty()) {
            answers.fill(response, request, Problems.of(request, response.code(), null));
        }
    }
}
