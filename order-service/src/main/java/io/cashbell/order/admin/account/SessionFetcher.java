package io.cashbell.order.admin.account;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;

/**
 * Tells the framework who asks for a page of the console: who has a session, and nobody else. A
 * token of the provider opens nothing by itself. Nobody else's request costs a read.
 */
@Singleton
@Replaces(TokenAuthenticationFetcher.class)
class SessionFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    private final SignIn signIn;
    private final SessionCookie cookie;
    private final ExecutorService executor;

    SessionFetcher(
            SignIn signIn,
            SessionCookie cookie,
            @Named(TaskExecutors.VIRTUAL) ExecutorService executor) {
        this.signIn = signIn;
        this.cookie = cookie;
        this.executor = executor;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        if (!request.getPath().startsWith("/admin")) {
            return Publishers.empty();
        }
        return cookie.shown(request)
                .<Publisher<Authentication>>map(
                        token ->
                                Publishers.fromCompletableFuture(
                                        () ->
                                                CompletableFuture.supplyAsync(
                                                        () ->
                                                                signIn.whoShows(token)
                                                                        .map(SessionFetcher::of)
                                                                        .orElse(null),
                                                        executor)))
                .orElseGet(Publishers::empty);
    }

    private static Authentication of(Account account) {
        return Authentication.build(
                account.email(),
                account.oneTime() ? List.of(Role.NEWCOMER) : Role.allowed(account.roles()));
    }
}
