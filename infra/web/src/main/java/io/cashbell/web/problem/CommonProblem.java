package io.cashbell.web.problem;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every HTTP service refuses in the same way, whatever it is about. */
public enum CommonProblem implements ProblemType {
    INVALID_REQUEST("invalid-request", "The request is not valid", 400),
    UNAUTHORIZED("unauthorized", "Sign in first", 401),
    FORBIDDEN("forbidden", "This is not allowed", 403),
    NOT_FOUND("not-found", "There is nothing here", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "This address does not answer this method", 405),
    NOT_ACCEPTABLE("not-acceptable", "No acceptable representation", 406),
    REQUEST_TIMEOUT("request-timeout", "The request took too long", 408),
    CONFLICT("conflict", "This is not possible as things stand", 409),
    GONE("gone", "This is no longer here", 410),
    CONTENT_TOO_LARGE("content-too-large", "The request is too large", 413),
    URI_TOO_LONG("uri-too-long", "The address is too long", 414),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The content type is not understood", 415),
    UNPROCESSABLE("unprocessable", "The request cannot be carried out", 422),
    TOO_MANY_REQUESTS("too-many-requests", "Too many requests", 429),
    HEADERS_TOO_LARGE("headers-too-large", "The request headers are too large", 431),
    INTERNAL("internal", "Something went wrong on our side", 500),
    UNAVAILABLE("unavailable", "The service is not available for the moment", 503);

    private static final Map<Integer, CommonProblem> BY_STATUS =
            Stream.of(values())
                    .collect(Collectors.toMap(CommonProblem::status, Function.identity()));

    private final String slug;
    private final String title;
    private final int status;

    CommonProblem(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    /** The type for a bare status; an unusual one is told by its class alone, 4xx or 5xx. */
    static ProblemType of(int status) {
        var known = BY_STATUS.get(status);
        if (known != null) {
            return known;
        }
        var nearest = status < 500 ? INVALID_REQUEST : INTERNAL;
        return new Bare(nearest.slug, nearest.title, status);
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }

    private record Bare(String slug, String title, int status) implements ProblemType {}
}
