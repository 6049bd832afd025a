package io.cashbell.order.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.Digest;
import java.util.TreeMap;

/**
 * Tells whether two requests say the same: the order of members and blanks between them do not
 * count, everything else does.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    public static Digest digest(JsonNode body) {
        StringBuilder text = new StringBuilder(512);
        append(body, text);
        return Digest.of(text.toString());
    }

    private static void append(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            text.append('{');
            members.forEach(
                    (name, value) -> {
                        // Length first: no name can look like the end of itself.
                        text.append(name.length()).append(':').append(name).append('=');
                        append(value, text);
                    });
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            node.forEach(
                    element -> {
                        append(element, text);
                        text.append(',');
                    });
            text.append(']');
        } else {
            text.append(node);
        }
    }
}
