package io.cashbell.web.problem;

import io.cashbell.web.log.Unloggable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever nobody else knows is a bug: logged once with its cause, and told to nobody outside. */
@Singleton
final class UnexpectedExceptionHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {

    private static final Logger log = LoggerFactory.getLogger(UnexpectedExceptionHandler.class);

    private final ProblemAnswers answers;

    UnexpectedExceptionHandler(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public HttpResponse<?> handle(HttpRequest request, Throwable bug) {
        if (clientWentAway(bug)) {
            log.atDebug().addKeyValue("path", Unloggable.path(request)).log("The client went away");
        } else {
            log.atError()
                    .addKeyValue("method", request.getMethodName())
                    .addKeyValue("path", Unloggable.path(request))
                    .setCause(bug)
                    .log("Request failed");
        }
        return answers.fill(HttpResponse.serverError(), request, Problems.of(request, 500, null));
    }

    private static boolean clientWentAway(Throwable failure) {
        if (failure instanceof ClosedChannelException) {
            return true;
        }
        var message = failure.getMessage();
        return failure instanceof IOException
                && message != null
                && message.toLowerCase(Locale.ROOT).matches(".*(reset|closed|abort|broken pipe).*");
    }
}
