package io.cashbell.local.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of an AWS query protocol request: flat names such as {@code Tags.member.1.Key}. */
record SnsRequest(Map<String, String> form) {

    static SnsRequest parse(String body) {
        var form = new LinkedHashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new SnsRequest(form);
    }

    String action() {
        return form.getOrDefault("Action", "");
    }

    @Nullable String find(String name) {
        return form.get(name);
    }

    String require(String name) {
        var value = form.get(name);
        if (value == null || value.isEmpty()) {
            throw SnsException.invalid(name);
        }
        return value;
    }

    boolean has(String prefix) {
        return form.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    /** The map that the SDK sends as {@code <name>.entry.1.key}, {@code <name>.entry.1.value}. */
    Map<String, String> map(String name) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 1; ; i++) {
            var key = form.get(name + ".entry." + i + ".key");
            if (key == null) {
                return map;
            }
            map.put(key, form.getOrDefault(name + ".entry." + i + ".value", ""));
        }
    }

    /**
     * @param prefix empty, or what the attributes of one entry of a batch begin with
     */
    Map<String, MessageAttribute> messageAttributes(String prefix) {
        var attributes = new LinkedHashMap<String, MessageAttribute>();
        for (var i = 1; ; i++) {
            var entry = prefix + "MessageAttributes.entry." + i + ".";
            var name = form.get(entry + "Name");
            if (name == null) {
                return attributes;
            }
            attributes.put(name, attribute(name, entry + "Value."));
        }
    }

    private MessageAttribute attribute(String name, String prefix) {
        var type = form.getOrDefault(prefix + "DataType", "");
        if (type.isEmpty()) {
            throw SnsException.invalidValue(
                    "The message attribute '"
                            + name
                            + "' must contain non-empty message attribute type.");
        }
        var value = form.getOrDefault(prefix + "StringValue", form.get(prefix + "BinaryValue"));
        if (value == null || value.isEmpty()) {
            throw SnsException.invalidValue(
                    "The message attribute '"
                            + name
                            + "' must contain non-empty message attribute value for message"
                            + " attribute type '"
                            + type
                            + "'.");
        }
        var attribute = new MessageAttribute(type, value);
        if (!type.matches("(String|Number|Binary)(\\..+)?")) {
            throw SnsException.invalidValue(
                    "The message attribute '"
                            + name
                            + "' has an invalid message attribute type, the set of supported type"
                            + " prefixes is Binary, Number, and String.");
        }
        if (attribute.isNumber() && !value.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
            throw SnsException.invalidValue(
                    "Could not cast message attribute '" + name + "' value to number.");
        }
        return attribute;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
