package io.cashbell.local.gateway.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request, its body already read within the limit. */
public final class Request {
    private final String method;
    private final URI uri;
    private final Map<String, String> query;
    private final Map<String, String> pathVariables;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /**
     * @param headers found by any spelling of their names
     */
    Request(
            String method,
            URI uri,
            Map<String, String> pathVariables,
            Map<String, List<String>> headers,
            byte[] body) {
        this.method = method;
        this.uri = uri;
        this.query = uri.getRawQuery() == null ? Map.of() : Form.decode(uri.getRawQuery()).values();
        this.pathVariables = pathVariables;
        this.headers = headers;
        this.body = body;
    }

    public String method() {
        return method;
    }

    public String path() {
        return uri.getPath();
    }

    /** Path and query exactly as they came, encoded: what some gateways' clients sign. */
    public String target() {
        var rawQuery = uri.getRawQuery();
        return rawQuery == null ? uri.getRawPath() : uri.getRawPath() + "?" + rawQuery;
    }

    /** The part of the path that the route left open as {@code {name}}. */
    public String pathVariable(String name) {
        var value = pathVariables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    /** Null when absent. */
    public @Nullable String query(String name) {
        return query.get(name);
    }

    /** The first of that name, which may be spelled in any case; null when absent. */
    public @Nullable String header(String name) {
        var values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** Exactly as it came; what a signature covers. */
    public byte[] body() {
        return body.clone();
    }

    public boolean isForm() {
        var contentType = header("Content-Type");
        return contentType != null
                && contentType
                        .toLowerCase(Locale.ROOT)
                        .startsWith("application/x-www-form-urlencoded");
    }

    public Form form() {
        return Form.decode(new String(body, StandardCharsets.UTF_8));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
