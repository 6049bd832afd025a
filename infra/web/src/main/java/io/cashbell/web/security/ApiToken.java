package io.cashbell.web.security;

import io.cashbell.web.settings.AdminTokens;
import io.cashbell.web.settings.Settings;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code Authorization: Bearer <ADMIN_API_TOKEN>} (RFC 6750, section 2.1). Without the setting it
 * lets nobody in.
 *
 * <p>Keeps a hash, and compares hashes in constant time: neither the token's length nor how much of
 * it was guessed shows in the time of an answer, and no dump of this object holds it.
 */
@Singleton
final class ApiToken implements AdminSignIn {

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_NAME = 254;

    private final List<byte[]> expected;

    ApiToken(@Property(name = Settings.ADMIN_API_TOKEN) @Nullable String setting) {
        this.expected = AdminTokens.in(setting).stream().map(ApiToken::hash).toList();
    }

    @Override
    public Optional<String> whoAsks(HttpRequest<?> request) {
        var given = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        // Two proofs are one too many: a proxy and we might each believe another.
        if (expected.isEmpty() || given.size() != 1) {
            return Optional.empty();
        }
        var proof = given.getFirst();
        if (!proof.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return isExpected(hash(proof.substring(SCHEME.length()).strip()))
                ? name(request)
                : Optional.empty();
    }

    /** Compares with each, so that no time tells which one it was. */
    private boolean isExpected(byte[] given) {
        var found = false;
        for (var token : expected) {
            found |= MessageDigest.isEqual(token, given);
        }
        return found;
    }

    /** Whoever has the token may say for whom they ask; what is no name proves nothing. */
    private static Optional<String> name(HttpRequest<?> request) {
        var given = request.getHeaders().getAll(AdminApiFilter.ACTING_FOR);
        if (given.isEmpty()) {
            return Optional.of("api-token");
        }
        return given.size() > 1
                ? Optional.empty()
                : decoded(given.getFirst()).filter(ApiToken::isName);
    }

    private static Optional<String> decoded(String name) {
        try {
            return Optional.of(URLDecoder.decode(name, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
