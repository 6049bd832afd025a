package io.cashbell.order.caching;

import io.cashbell.order.Digest;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.util.Arrays;

/** A body that is made once and given often, with a strong entity tag made from its bytes. */
public final class CacheableAnswer {
    /** 132 bits of the digest: enough that two bodies never share a tag. */
    private static final int TAG_LENGTH = 22;

    private final byte[] body;
    private final MediaType mediaType;
    private final String tag;
    private final String cacheControl;

    private CacheableAnswer(byte[] body, MediaType mediaType, String cacheControl) {
        this.body = body.clone();
        this.mediaType = mediaType;
        this.cacheControl = cacheControl;
        this.tag = '"' + Digest.of(body).value().substring(0, TAG_LENGTH) + '"';
    }

    /**
     * @param fresh how long it may be shown without asking
     * @param stale how much longer it may be shown while somebody asks
     */
    public static CacheableAnswer of(
            byte[] body, MediaType mediaType, Duration fresh, Duration stale) {
        return new CacheableAnswer(
                body,
                mediaType,
                "public, max-age=%d, stale-while-revalidate=%d"
                        .formatted(fresh.toSeconds(), stale.toSeconds()));
    }

    /** For what may change with any release under the same address: it is asked for each time. */
    public static CacheableAnswer ofAlwaysAsked(byte[] body, MediaType mediaType) {
        return new CacheableAnswer(body, mediaType, "no-cache");
    }

    /** The body, or 304 where the client has it already (RFC 9110, 13.1.2). */
    public MutableHttpResponse<byte[]> to(HttpRequest<?> request) {
        MutableHttpResponse<byte[]> response =
                isKnownTo(request)
                        ? HttpResponse.status(HttpStatus.NOT_MODIFIED)
                        : HttpResponse.ok(body).contentType(mediaType);
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl);
    }

    private boolean isKnownTo(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }
}
