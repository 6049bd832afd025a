package io.cashbell.local.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request, its body already read within the limit. */
public final class Request {
    private final String method;
    private final String path;
    private final Map<String, String> query;
    private final Map<String, String> pathVariables;
    private final @Nullable String contentType;
    private final byte[] body;

    Request(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> pathVariables,
            @Nullable String contentType,
            byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.pathVariables = pathVariables;
        this.contentType = contentType;
        this.body = body;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
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

    public boolean isForm() {
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
