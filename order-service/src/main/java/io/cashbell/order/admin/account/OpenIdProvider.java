package io.cashbell.order.admin.account;

import io.cashbell.order.Digest;
import io.cashbell.order.EmailAddress;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthenticationResponse;
import io.micronaut.security.oauth2.client.DefaultOpenIdProviderMetadata;
import io.micronaut.security.oauth2.client.OpenIdClient;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an OpenID provider say who somebody is: authorization code with PKCE (OpenID Connect Core
 * 1.0, section 3.1; RFC 7636). The framework speaks with the provider and checks state, nonce,
 * signature, issuer, audience and time; what an account needs of the answer is read here. While the
 * provider is down, the shop is not.
 */
@Singleton
@Requires(beans = ProviderConfig.class)
public class OpenIdProvider {
    /** Where it sends people back to. */
    public static final String CALLBACK = "/admin/sign-in/provider/callback";

    static final String CLIENT = "console";

    private static final Logger log = LoggerFactory.getLogger(OpenIdProvider.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FIRST_SERVER_ERROR = 500;

    private final BeanProvider<DefaultOpenIdProviderMetadata> metadata;
    private final BeanProvider<OpenIdClient> client;
    private final ProviderConfig config;
    private final SpentStates spent;

    OpenIdProvider(
            BeanProvider<DefaultOpenIdProviderMetadata> metadata,
            BeanProvider<OpenIdClient> client,
            ProviderConfig config,
            SpentStates spent) {
        this.metadata = metadata;
        this.client = client;
        this.config = config;
        this.spent = spent;
    }

    /** What it said. */
    public sealed interface Answer {
        /** Who somebody is, and what they may do. */
        record Known(String email, Set<Role> roles) implements Answer {
            @Override
            public String toString() {
                return "Known[" + roles + "]";
            }
        }

        /** That nobody comes in. */
        record Refused(Reason reason) implements Answer {}
    }

    /** Why nobody comes in. */
    public enum Reason {
        /** It does not answer, or not as a provider does: later, perhaps. */
        UNREACHABLE,
        /** It refused them, or what came back is not what it was asked for. */
        REFUSED,
        /** It does not vouch for their mail address. */
        UNVERIFIED,
        /** They have none of the roles. */
        NO_ROLE
    }

    /** The way to the provider's page; empty while it cannot be reached. */
    public Optional<MutableHttpResponse<?>> way(HttpRequest<?> request) {
        try {
            return await(client().authorizationRedirect(request)).map(answer -> answer);
        } catch (ExecutionException | TimeoutException | RuntimeException failed) {
            note(failed);
            return Optional.empty();
        }
    }

    /** Reads what the provider sent somebody back with. */
    @SuppressWarnings("unchecked") // The body is not looked at where everything is in the address.
    public Answer answer(HttpRequest<?> request) {
        try {
            Optional<AuthenticationResponse> answer =
                    await(client().onCallback((HttpRequest<Map<String, Object>>) request));
            Optional<Authentication> who =
                    answer.filter(AuthenticationResponse::isAuthenticated)
                            .flatMap(AuthenticationResponse::getAuthentication);
            if (who.isEmpty() || !isFresh(request)) {
                log.atWarn().log("A provider's answer was not what it was asked for");
                return new Answer.Refused(Reason.REFUSED);
            }
            return read(who.get().getAttributes());
        } catch (ExecutionException | TimeoutException | RuntimeException failed) {
            note(failed);
            return new Answer.Refused(isDown(failed) ? Reason.UNREACHABLE : Reason.REFUSED);
        }
    }

    private Answer read(Map<String, Object> claims) {
        Object email = claims.get("email");
        // Some send a text (Amazon Cognito where it is mapped from another provider).
        boolean verified = "true".equals(String.valueOf(claims.get("email_verified")));
        if (!verified
                || !(email instanceof String address)
                || EmailAddress.find(Account.nameOf(address)).isEmpty()) {
            return new Answer.Refused(Reason.UNVERIFIED);
        }
        Set<Role> roles = config.rolesOf(claims.get(config.roleClaim()));
        return roles.isEmpty()
                ? new Answer.Refused(Reason.NO_ROLE)
                : new Answer.Known(Account.nameOf(address), roles);
    }

    /**
     * The framework's client; made only when the provider's metadata are there. Made without them
     * it would know no key of the provider ever after, and so take a token that nobody signed.
     */
    private OpenIdClient client() {
        try {
            metadata.get();
        } catch (RuntimeException missing) {
            throw new HttpClientException("The provider's metadata cannot be read", missing);
        }
        return client.get();
    }

    /** A state is good for one sign-in, whatever the browser keeps of it. */
    private boolean isFresh(HttpRequest<?> request) {
        String state = request.getParameters().get("state");
        return state != null && spent.spend(Digest.of(state));
    }

    /** Names no person and no key: a kind of failure is all that the log needs. */
    private static void note(Exception failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        log.atWarn()
                .addKeyValue("failure", cause.getClass().getSimpleName())
                .log("A sign-in at the provider failed");
    }

    private static boolean isDown(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpClientResponseException answered) {
                HttpStatus status = answered.getStatus();
                return status.getCode() >= FIRST_SERVER_ERROR;
            }
            if (cause instanceof HttpClientException
                    || cause instanceof TimeoutException
                    || cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static <T> Optional<T> await(Publisher<T> publisher)
            throws ExecutionException, TimeoutException {
        CompletableFuture<Optional<T>> first = new CompletableFuture<>();
        publisher.subscribe(new First<>(first));
        try {
            return first.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the provider", stop);
        }
    }

    /** Completes with the first that comes, if any. */
    private record First<T>(CompletableFuture<Optional<T>> future) implements Subscriber<T> {
        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(T item) {
            future.complete(Optional.of(item));
        }

        @Override
        public void onError(Throwable failed) {
            future.completeExceptionally(failed);
        }

        @Override
        public void onComplete() {
            future.complete(Optional.empty());
        }
    }
}
