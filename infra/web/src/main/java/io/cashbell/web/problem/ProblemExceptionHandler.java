package io.cashbell.web.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers refusals. */
@Singleton
final class ProblemExceptionHandler implements ExceptionHandler<ProblemException, HttpResponse<?>> {

    private final ProblemAnswers answers;

    ProblemExceptionHandler(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public HttpResponse<?> handle(HttpRequest request, ProblemException refusal) {
        var response = HttpResponse.<Object>status(HttpStatus.valueOf(refusal.type().status()));
        refusal.headers().forEach(response::header);
        return answers.fill(response, request, Problem.of(refusal, request.getPath()));
    }
}
