package io.cashbell.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Walks a schema along an example and says which of the example's members the schema asks for, as
 * JSON pointers.
 */
final class Required {

    private final Set<String> pointers = new LinkedHashSet<>();

    private Required() {}

    static List<String> in(String type, JsonNode example) {
        var walk = new Required();
        walk.follow(Contracts.schema(type), type, example, "");
        return new ArrayList<>(walk.pointers);
    }

    private void follow(JsonNode schema, String home, JsonNode value, String pointer) {
        if (schema.has("$ref")) {
            followReference(schema.get("$ref").textValue(), home, value, pointer);
        }
        for (var part : schema.path("allOf")) {
            follow(part, home, value, pointer);
        }
        // A condition asks only for what it finds: members that are absent are not looked at.
        if (schema.has("then")) {
            follow(schema.get("then"), home, value, pointer);
        }
        for (var name : schema.path("required")) {
            if (value.has(name.textValue())) {
                pointers.add(pointer + "/" + name.textValue());
            }
        }
        for (var property : schema.path("properties").properties()) {
            if (value.has(property.getKey())) {
                follow(
                        property.getValue(),
                        home,
                        value.get(property.getKey()),
                        pointer + "/" + property.getKey());
            }
        }
        if (schema.has("items") && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                follow(schema.get("items"), home, value.get(i), pointer + "/" + i);
            }
        }
    }

    private void followReference(String reference, String home, JsonNode value, String pointer) {
        int hash = reference.indexOf('#');
        var file = hash < 0 ? reference : reference.substring(0, hash);
        var name = file.isEmpty() ? home : file.replace(".schema.json", "");
        var schema = Contracts.schema(name);
        follow(hash < 0 ? schema : schema.at(reference.substring(hash + 1)), name, value, pointer);
    }
}
