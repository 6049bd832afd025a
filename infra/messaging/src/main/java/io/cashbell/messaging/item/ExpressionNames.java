package io.cashbell.messaging.item;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Names and values of one request, replaced by placeholders so that no word is reserved. */
public final class ExpressionNames {
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    public String path(String path) {
        StringBuilder text = new StringBuilder();
        int start = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
            text.append(name(path.substring(start, dot))).append('.');
            start = dot + 1;
        }
        return text.append(name(path.substring(start))).toString();
    }

    public String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    public Map<String, String> names() {
        return names;
    }

    public Map<String, AttributeValue> values() {
        return values;
    }

    private String name(String name) {
        return placeholders.computeIfAbsent(
                name,
                fresh -> {
                    String placeholder = "#n" + names.size();
                    names.put(placeholder, fresh);
                    return placeholder;
                });
    }
}
