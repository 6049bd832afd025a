package io.cashbell.payment.callback;

import io.cashbell.payment.gateway.RefusalReason;
import io.cashbell.payment.gateway.RefusedCallbackException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The bytes of a request as they came. Bound as a body, the framework would read them by their
 * content type first, and a form that it has read can no longer be verified.
 */
final class RawBody {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private RawBody() {}

    /** Waits for all of it; the server's {@code max-request-size} bounds what can come. */
    static byte[] of(HttpRequest<?> request) throws RefusedCallbackException {
        if (!(request instanceof ServerHttpRequest<?> served)) {
            throw new IllegalStateException("a server's request has a body of bytes");
        }
        try (var body = served.byteBody().buffer().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            return body.toByteArray();
        } catch (ExecutionException failed) {
            throw new RefusedCallbackException(
                    failed.getCause() instanceof ContentLengthExceededException
                            ? RefusalReason.TOO_LARGE
                            : RefusalReason.MALFORMED);
        } catch (TimeoutException tooSlow) {
            throw new RefusedCallbackException(RefusalReason.MALFORMED);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RefusedCallbackException(RefusalReason.MALFORMED);
        }
    }
}
