package io.cashbell.web.problem;

import io.cashbell.messaging.ContentionException;
import io.cashbell.web.log.Unloggable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever is crowded out is asked to come back, as if the table had said so. */
@Singleton
final class ContentionExceptionHandler
        implements ExceptionHandler<ContentionException, HttpResponse<?>> {
    private static final Logger log = LoggerFactory.getLogger(ContentionExceptionHandler.class);

    private final ExceptionHandler<ProblemException, HttpResponse<?>> problems;

    ContentionExceptionHandler(ExceptionHandler<ProblemException, HttpResponse<?>> problems) {
        this.problems = problems;
    }

    @Override
    public HttpResponse<?> handle(HttpRequest request, ContentionException failure) {
        log.atWarn()
                .addKeyValue("path", Unloggable.path(request))
                .setCause(failure)
                .log("Too many write to the same items");
        return problems.handle(request, TableExceptionHandler.busy());
    }
}
