package io.cashbell.web.security;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/**
 * One way in which an administrator proves to be one. Each bean of this type is asked in turn; the
 * first that knows the caller lets the request in.
 */
public interface AdminSignIn {

    /**
     * Who is calling, for the record of what was done; empty when this way proves nothing.
     *
     * <p>Asked on the thread that reads requests: an answer that waits for something belongs
     * elsewhere.
     */
    Optional<String> whoAsks(HttpRequest<?> request);
}
