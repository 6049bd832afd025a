package io.cashbell.web.problem;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/**
 * Lets a service show people a page of its own instead of JSON. A service that has pages offers one
 * bean of this type; it is asked only when the client prefers HTML.
 */
@FunctionalInterface
public interface ErrorPage {

    /** The whole page, or empty to answer with the problem's JSON after all. */
    Optional<String> html(HttpRequest<?> request, Problem problem);
}
