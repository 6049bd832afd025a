package io.cashbell.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a topic a subscription wants.
 *
 * <p>Amazon SNS Developer Guide, "Amazon SNS subscription filter policies": values of one key are
 * alternatives, keys are all required; in the scope {@code MessageBody} keys nest as the body does.
 */
final class FilterPolicy {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean onBody;
    private final Predicate<JsonNode> policy;

    private FilterPolicy(boolean onBody, Predicate<JsonNode> policy) {
        this.onBody = onBody;
        this.policy = policy;
    }

    /** Refuses a policy that SNS would refuse, as {@code InvalidParameter}. */
    static FilterPolicy parse(String json, boolean onBody) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode policy) {
                return new FilterPolicy(onBody, keys(policy, onBody));
            }
        } catch (JsonProcessingException malformed) {
            throw SnsException.invalid("FilterPolicy: failed to parse JSON.");
        }
        throw SnsException.invalid("FilterPolicy: Filter policy must be an object.");
    }

    boolean admits(Publication publication) {
        if (!onBody) {
            return policy.test(document(publication.attributes()));
        }
        var body = publication.json();
        return body != null && body.isObject() && policy.test(body);
    }

    private static Predicate<JsonNode> keys(ObjectNode policy, boolean nests) {
        var required = new ArrayList<Predicate<JsonNode>>();
        for (Map.Entry<String, JsonNode> entry : policy.properties()) {
            var key = entry.getKey();
            var wanted = entry.getValue();
            if (key.equals("$or") && wanted.isArray() && wanted.size() > 1) {
                required.add(alternatives(wanted, nests));
            } else if (wanted.isArray() && !wanted.isEmpty()) {
                var values = values(wanted);
                required.add(document -> values.test(present(document.get(key))));
            } else if (wanted instanceof ObjectNode nested && nests) {
                var inner = keys(nested, true);
                required.add(document -> nested(document.get(key), inner));
            } else {
                throw SnsException.invalid(
                        wanted.isObject()
                                ? "Filter policy scope MessageAttributes does not support nested"
                                        + " filter policy"
                                : "FilterPolicy: \"" + key + "\" must be an object or an array");
            }
        }
        return document -> required.stream().allMatch(each -> each.test(document));
    }

    private static Predicate<JsonNode> alternatives(JsonNode policies, boolean nests) {
        var any = new ArrayList<Predicate<JsonNode>>();
        for (var policy : policies) {
            if (!(policy instanceof ObjectNode object)) {
                throw SnsException.invalid("FilterPolicy: \"$or\" must be an array of objects");
            }
            any.add(keys(object, nests));
        }
        return document -> any.stream().anyMatch(each -> each.test(document));
    }

    private static boolean nested(@Nullable JsonNode value, Predicate<JsonNode> inner) {
        if (value != null && value.isArray()) {
            for (var element : value) {
                if (nested(element, inner)) {
                    return true;
                }
            }
            return false;
        }
        return inner.test(value != null && value.isObject() ? value : JSON.createObjectNode());
    }

    private static Predicate<JsonNode> values(JsonNode wanted) {
        List<Predicate<JsonNode>> any = new ArrayList<>();
        wanted.forEach(each -> any.add(FilterRule.of(each)));
        return value -> any.stream().anyMatch(each -> each.test(value));
    }

    /** A key that is not there is a value of its own, for {@code {"exists": false}}. */
    private static JsonNode present(@Nullable JsonNode value) {
        return value == null ? JsonNodeFactory.instance.missingNode() : value;
    }

    private static ObjectNode document(Map<String, MessageAttribute> attributes) {
        var document = JSON.createObjectNode();
        attributes.forEach((name, attribute) -> document.set(name, value(attribute)));
        return document;
    }

    private static JsonNode value(MessageAttribute attribute) {
        var text = JsonNodeFactory.instance.textNode(attribute.value());
        if (attribute.isArray() || attribute.isNumber()) {
            try {
                return JSON.readTree(attribute.value());
            } catch (JsonProcessingException malformed) {
                return text;
            }
        }
        // Binary attributes exist, and match nothing else.
        return attribute.isBinary() ? JSON.createObjectNode() : text;
    }
}
