package io.cashbell.order.fakes;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.cashbell.order.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider that signs in whoever is said to sit before it. It checks what a real one
 * checks (client, address, code, PKCE), and like Amazon Cognito does not tell that it knows PKCE.
 */
public final class FakeProvider implements AutoCloseable {
    public static final String CLIENT = "cashbell-console";
    public static final String SECRET = "a secret of this client";

    private static final RSAKey KEY = key("the-key");
    private static final RSAKey ANOTHER_KEY = key("the-key");

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile UnaryOperator<JWTClaimsSet.Builder> claims = claims -> claims;
    private volatile boolean codesLast;
    private volatile boolean foreign;
    private volatile boolean unsigned;
    private volatile String lastToken = "";

    private FakeProvider(HttpServer server) {
        this.server = server;
    }

    public static FakeProvider start() {
        return start(0);
    }

    /** At the port of one that was closed. */
    public static FakeProvider start(int port) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            FakeProvider provider = new FakeProvider(server);
            server.createContext("/.well-known/openid-configuration", provider::discovery);
            server.createContext("/keys", json(_ -> new JWKSet(KEY).toString()));
            server.createContext("/authorize", provider::authorize);
            server.createContext("/token", json(provider::token));
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return "http://localhost:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Who sits before it, and whatever else its next tokens say. */
    public void says(UnaryOperator<JWTClaimsSet.Builder> next) {
        claims = next;
    }

    /** A code that was used gives tokens again. */
    public void letCodesLast() {
        codesLast = true;
    }

    /** Signs with a key that is not in its set, under the name of one that is. */
    public void signWithAnotherKey() {
        foreign = true;
    }

    public void doNotSign() {
        unsigned = true;
    }

    public void beHonest() {
        claims = next -> next;
        codesLast = false;
        foreign = false;
        unsigned = false;
    }

    public String lastToken() {
        return lastToken;
    }

    private void discovery(HttpExchange exchange) throws IOException {
        json(_ ->
                        """
                                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize",
                                 "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys",
                                 "response_types_supported": ["code"],
                                 "subject_types_supported": ["public"],
                                 "id_token_signing_alg_values_supported": ["RS256"],
                                 "token_endpoint_auth_methods_supported": ["client_secret_basic"]}
                                """
                                .formatted(issuer()))
                .handle(exchange);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
        boolean right =
                CLIENT.equals(asked.get("client_id"))
                        && "code".equals(asked.get("response_type"))
                        && "S256".equals(asked.get("code_challenge_method"))
                        && asked.containsKey("nonce");
        if (right) {
            String code = UUID.randomUUID().toString();
            codes.put(code, asked);
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            asked.get("redirect_uri")
                                    + "?code="
                                    + code
                                    + "&state="
                                    + URLEncoder.encode(
                                            asked.getOrDefault("state", ""),
                                            StandardCharsets.UTF_8));
        }
        exchange.sendResponseHeaders(right ? 302 : 400, -1);
        exchange.close();
    }

    /** Null where it refuses. */
    private @Nullable String token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                fields(
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String code = form.getOrDefault("code", "");
        Map<String, String> asked = codesLast ? codes.get(code) : codes.remove(code);
        String basic =
                Base64.getEncoder()
                        .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (asked == null
                || !("Basic " + basic)
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !Objects.equals(asked.get("redirect_uri"), form.get("redirect_uri"))
                || !s256(form.get("code_verifier")).equals(asked.get("code_challenge"))) {
            return null;
        }
        Instant now = Instant.now();
        JWTClaimsSet.Builder token =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .subject("somebody")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("nonce", asked.get("nonce"))
                        .claim("email", "Somebody@Shop.example")
                        .claim("email_verified", true)
                        .claim("groups", List.of("others", "shop:staff"));
        lastToken = signed(claims.apply(token).build());
        return """
        {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": "%s"}
        """
                .formatted(lastToken);
    }

    private String signed(JWTClaimsSet token) {
        if (unsigned) {
            return new PlainJWT(token).serialize();
        }
        try {
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(),
                            token);
            jwt.sign(new RSASSASigner(foreign ? ANOTHER_KEY : KEY));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String s256(@Nullable String verifier) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digest.of(String.valueOf(verifier)).bytes());
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).algorithm(JWSAlgorithm.RS256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Words {
        @Nullable String of(HttpExchange exchange) throws IOException;
    }

    private static HttpHandler json(Words words) {
        return exchange -> {
            String answer = words.of(exchange);
            byte[] body =
                    (answer == null ? "{\"error\": \"invalid_grant\"}" : answer)
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer == null ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
    }

    public static Map<String, String> fields(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    /** Where somebody is sent who has signed in. */
    public static URI location(HttpResponse<?> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
