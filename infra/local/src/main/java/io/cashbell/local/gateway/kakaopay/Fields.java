package io.cashbell.local.gateway.kakaopay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cashbell.local.gateway.http.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What came with a request, the same for both dialects: in a form everything is text. An empty
 * value counts as none. Whoever asks for a field gets it in order, or refuses with -2.
 */
final class Fields {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,10}");

    private final Map<String, JsonNode> values;
    private final boolean fromForm;

    private Fields(Map<String, JsonNode> values, boolean fromForm) {
        this.values = values;
        this.fromForm = fromForm;
    }

    static Fields ofJson(String body) {
        var object = parse(body);
        if (object == null || !object.isObject()) {
            throw new RefusedException(Code.PARAMETER, "the body is not a JSON object");
        }
        var values = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
        return new Fields(values, false);
    }

    static Fields ofForm(Form form) {
        var values = new LinkedHashMap<String, JsonNode>();
        form.values().forEach((name, value) -> values.put(name, TextNode.valueOf(value)));
        return new Fields(values, true);
    }

    /**
     * @param longest in UTF-16 units, which never allows more than counting characters would
     */
    String text(String name, int longest) {
        return optionalText(name, longest).orElseThrow(() -> refused(name, "is required"));
    }

    Optional<String> optionalText(String name, int longest) {
        var value = find(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isTextual()) {
            throw refused(name, "must be text");
        }
        var text = value.get().textValue();
        if (text.length() > longest) {
            throw refused(
                    name,
                    "has " + text.length() + " characters; at most " + longest + " are allowed");
        }
        return Optional.of(text);
    }

    long number(String name) {
        return optionalNumber(name).orElseThrow(() -> refused(name, "is required"));
    }

    OptionalLong optionalNumber(String name) {
        var value = find(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        var text =
                value.get().isIntegralNumber() || value.get().isTextual()
                        ? value.get().asText()
                        : "";
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw refused(name, "must be a whole number, without decimals or separators");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /** A list or a map; in a form it is JSON within the text. */
    Optional<JsonNode> structure(String name) {
        var value = find(name);
        return fromForm ? value.map(text -> parse(text.textValue())) : value;
    }

    /** Names of whole numbers that came as JSON text. */
    List<String> numbersAsText(List<String> names) {
        var found = new ArrayList<String>();
        for (var name : names) {
            if (!fromForm && find(name).filter(JsonNode::isTextual).isPresent()) {
                found.add(name);
            }
        }
        return found;
    }

    /** All of it, for people. */
    Map<String, String> shown() {
        var shown = new LinkedHashMap<String, String>();
        values.forEach(
                (name, value) ->
                        shown.put(name, value.isTextual() ? value.textValue() : value.toString()));
        return shown;
    }

    /** Whatever stands there, or nothing; refuses nothing. */
    String peek(String name) {
        return find(name).map(JsonNode::asText).orElse("");
    }

    static RefusedException refused(String name, String problem) {
        return new RefusedException(Code.PARAMETER, name + " " + problem);
    }

    private Optional<JsonNode> find(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(
                        value ->
                                !value.isNull()
                                        && !(value.isTextual() && value.textValue().isEmpty()));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RefusedException(Code.PARAMETER, "not JSON: " + e.getOriginalMessage());
        }
    }
}
