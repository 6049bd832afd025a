package io.cashbell.local.gateway.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A page with places like {@code {{name}}}. A value goes in escaped, unless it is {@link Html}
 * already; a place without a value is a bug and says so.
 */
public final class Template {
    private static final Map<String, Template> READ = new ConcurrentHashMap<>();

    private final String name;
    private final String source;

    private Template(String name, String source) {
        this.name = name;
        this.source = source;
    }

    /**
     * Read once.
     *
     * @param name below {@code /gateway/} on the class path, such as {@code ecpay/payment.html}
     */
    public static Template of(String name) {
        return READ.computeIfAbsent(name, Template::read);
    }

    public Html fill(Map<String, ?> values) {
        var page = new StringBuilder(source.length() * 2);
        int from = 0;
        while (true) {
            int open = source.indexOf("{{", from);
            if (open < 0) {
                return new Html(page.append(source, from, source.length()).toString());
            }
            int close = source.indexOf("}}", open);
            if (close < 0) {
                throw new IllegalStateException(name + ": a place is opened and not closed");
            }
            var place = source.substring(open + 2, close);
            var value = values.get(place);
            if (value == null) {
                throw new IllegalStateException(name + ": no value for {{" + place + "}}");
            }
            page.append(source, from, open);
            page.append(
                    value instanceof Html html
                            ? html.markup()
                            : Html.escaped(value.toString()).markup());
            from = close + 2;
        }
    }

    private static Template read(String name) {
        try (var in = Template.class.getResourceAsStream("/gateway/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no template " + name);
            }
            return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
