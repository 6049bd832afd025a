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
import org.jspecify.annotations.Nullable;

/** A body that is made once and given often, with a strong entity tag made from its bytes. */
public final class CacheableAnswer {
    /** 132 bits of the digest: enough that two bodies never share a tag. */
    private static final int TAG_LENGTH = 22;

    private final byte[] body;
    private final MediaType mediaType;
    private final String tag;
    private final @Nullable Lifetime lifetime;

    private CacheableAnswer(byte[] body, MediaType mediaType, @Nullable Lifetime lifetime) {
        this.body = body.clone();
        this.mediaType = mediaType;
        this.lifetime = lifetime;
        this.tag = '"' + Digest.of(body).value().substring(0, TAG_LENGTH) + '"';
    }

    /**
     * @param fresh how long it may be shown without asking
     * @param stale how much longer it may be shown while somebody asks
     */
    public static CacheableAnswer of(
            byte[] body, MediaType mediaType, Duration fresh, Duration stale) {
        return new CacheableAnswer(body, mediaType, new Lifetime(fresh, stale));
    }

    /** For what may change with any release under the same address: it is asked for each time. */
    public static CacheableAnswer ofAlwaysAsked(byte[] body, MediaType mediaType) {
        return new CacheableAnswer(body, mediaType, null);
    }

    /** The body, or 304 where the client has it already (RFC 9110, 13.1.2). */
    public MutableHttpResponse<byte[]> to(HttpRequest<?> request) {
        return to(request, lifetime);
    }

    /** The same, of what is known to be different after a while: nobody keeps it any longer. */
    public MutableHttpResponse<byte[]> to(HttpRequest<?> request, Duration good) {
        return to(request, lifetime == null ? null : lifetime.within(good));
    }

    private MutableHttpResponse<byte[]> to(HttpRequest<?> request, @Nullable Lifetime kept) {
        MutableHttpResponse<byte[]> response =
                isKnownTo(request)
                        ? HttpResponse.status(HttpStatus.NOT_MODIFIED)
                        : HttpResponse.ok(body).contentType(mediaType);
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, kept == null ? "no-cache" : kept.header());
    }

    private boolean isKnownTo(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }

    /**
     * How long caches may keep it.
     *
     * @param stale how much longer it may be shown while somebody asks
     */
    private record Lifetime(Duration fresh, Duration stale) {
        Lifetime within(Duration good) {
            Duration shown = shorter(fresh, good);
            return new Lifetime(shown, shorter(stale, good.minus(shown)));
        }

        String header() {
            return "public, max-age=%d, stale-while-revalidate=%d"
                    .formatted(fresh.toSeconds(), stale.toSeconds());
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
