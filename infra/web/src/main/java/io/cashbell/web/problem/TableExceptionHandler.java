package io.cashbell.web.problem;

import io.cashbell.web.log.Unloggable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The table did not answer, or asked us to slow down: worth another try, which we invite. */
@Singleton
final class TableExceptionHandler implements ExceptionHandler<SdkException, HttpResponse<?>> {
    private static final Logger log = LoggerFactory.getLogger(TableExceptionHandler.class);

    private final ExceptionHandler<ProblemException, HttpResponse<?>> problems;

    TableExceptionHandler(ExceptionHandler<ProblemException, HttpResponse<?>> problems) {
        this.problems = problems;
    }

    @Override
    public HttpResponse<?> handle(HttpRequest request, SdkException failure) {
        if (failure instanceof TransactionCanceledException) {
            log.atWarn()
                    .addKeyValue("path", Unloggable.path(request))
                    .setCause(failure)
                    .log("Too many write to the same items");
        } else {
            log.atError()
                    .addKeyValue("path", Unloggable.path(request))
                    .setCause(failure)
                    .log("No table");
        }
        return problems.handle(request, busy());
    }

    /** What whoever asks is told: nothing was done, and it is worth asking again. */
    static ProblemException busy() {
        return CommonProblem.UNAVAILABLE
                .because("This cannot be done for a moment; try again.")
                .withHeader("Retry-After", "2");
    }
}
