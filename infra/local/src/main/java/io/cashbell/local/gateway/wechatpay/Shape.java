package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a JSON value must look like; a value that does not is refused as WeChat would. */
@FunctionalInterface
interface Shape {

    /**
     * @param field a JSON pointer, such as {@code /amount/total}
     * @throws RefusedException when it is another
     */
    void check(String field, JsonNode value);

    static Shape text(int least, int most) {
        return (field, value) -> {
            var text = textOf(field, value);
            int length = text.codePointCount(0, text.length());
            if (length < least || length > most) {
                throw Refusal.parameter(
                        "body", field, "must have " + least + " to " + most + " characters");
            }
        };
    }

    /**
     * @param meaning of the pattern, for whoever broke it
     */
    static Shape text(Pattern pattern, String meaning) {
        return (field, value) -> {
            if (!pattern.matcher(textOf(field, value)).matches()) {
                throw Refusal.parameter("body", field, "must be " + meaning);
            }
        };
    }

    static Shape oneOf(String... texts) {
        return (field, value) -> {
            if (!List.of(texts).contains(textOf(field, value))) {
                throw Refusal.parameter(
                        "body", field, "must be one of " + String.join(", ", texts));
            }
        };
    }

    /** An amount or a count: digits alone, neither {@code 1.0} nor {@code "1"}. */
    static Shape whole(int least) {
        return (field, value) -> {
            if (!value.isInt() || value.intValue() < least) {
                throw Refusal.parameter(
                        "body", field, "must be a whole number of at least " + least);
            }
        };
    }

    static Shape truth() {
        return (field, value) -> {
            if (!value.isBoolean()) {
                throw Refusal.parameter("body", field, "must be true or false");
            }
        };
    }

    static Shape listOf(Shape each) {
        return (field, value) -> {
            if (!value.isArray()) {
                throw Refusal.parameter("body", field, "must be a list");
            }
            for (int i = 0; i < value.size(); i++) {
                each.check(field + "/" + i, value.get(i));
            }
        };
    }

    static ObjectShape object() {
        return new ObjectShape();
    }

    private static String textOf(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw Refusal.parameter("body", field, "must be a string");
        }
        return value.textValue();
    }

    /** Has all that is required, nothing that is not named, and no nulls. */
    final class ObjectShape implements Shape {
        private final Map<String, Shape> fields = new LinkedHashMap<>();
        private final Map<String, Shape> required = new LinkedHashMap<>();

        private ObjectShape() {}

        ObjectShape required(String name, Shape shape) {
            required.put(name, shape);
            return optional(name, shape);
        }

        ObjectShape optional(String name, Shape shape) {
            fields.put(name, shape);
            return this;
        }

        @Override
        public void check(String field, JsonNode value) {
            if (!value.isObject()) {
                throw Refusal.parameter("body", field.isEmpty() ? "/" : field, "must be an object");
            }
            for (var present : value.properties()) {
                var place = field + "/" + present.getKey();
                var shape = fields.get(present.getKey());
                if (shape == null) {
                    throw Refusal.unknownField(place);
                }
                if (present.getValue().isNull()) {
                    throw Refusal.isNull(place);
                }
            }
            for (var name : required.keySet()) {
                if (!value.has(name)) {
                    throw Refusal.parameter("body", field + "/" + name, "is required");
                }
            }
            for (var present : value.properties()) {
                Objects.requireNonNull(fields.get(present.getKey()))
                        .check(field + "/" + present.getKey(), present.getValue());
            }
        }
    }
}
