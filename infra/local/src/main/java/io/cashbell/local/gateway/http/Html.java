package io.cashbell.local.gateway.http;

import java.util.Collection;

/** Markup that is safe to send: whatever came from outside is escaped in it. */
public record Html(String markup) {
    public static final Html NOTHING = new Html("");

    /** Escaped for text and for quoted attribute values alike. */
    public static Html escaped(String text) {
        var markup = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> markup.append("&amp;");
                case '<' -> markup.append("&lt;");
                case '>' -> markup.append("&gt;");
                case '"' -> markup.append("&quot;");
                case '\'' -> markup.append("&#39;");
                // A form field that holds a line break must come back with it, and a textarea or an
                // attribute keeps it only so.
                case '\n' -> markup.append("&#10;");
                case '\r' -> markup.append("&#13;");
                default -> markup.append(c);
            }
        }
        return new Html(markup.toString());
    }

    public static Html joined(Collection<Html> parts) {
        var markup = new StringBuilder();
        parts.forEach(part -> markup.append(part.markup()));
        return new Html(markup.toString());
    }
}
