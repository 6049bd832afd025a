package io.cashbell.order.admin.console;

import io.cashbell.order.admin.account.PasswordsBusyException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks people to come back whose password could not be looked at. */
@Singleton
class PasswordsBusyHandler implements ExceptionHandler<PasswordsBusyException, HttpResponse<?>> {
    private static final Logger log = LoggerFactory.getLogger(PasswordsBusyHandler.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Frames frames;
    private final Views views;

    PasswordsBusyHandler(Frames frames, Views views) {
        this.frames = frames;
        this.views = views;
    }

    @Override
    public HttpResponse<?> handle(HttpRequest request, PasswordsBusyException busy) {
        log.atWarn().log("Too many passwords are compared at once");
        // Most forms have no page of their own to go back to; this one is everybody's.
        Page page = frames.of(request, null).at(SignInPage.HOME.toString());
        return views.page(HttpStatus.SERVICE_UNAVAILABLE, "busy", Map.of("page", page))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
}
