package io.cashbell.order.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cashbell.web.problem.FieldError;
import java.lang.reflect.RecordComponent;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The members of one JSON object. Every reader notes what is wrong with its member and goes on, so
 * that a client learns of all faults at once.
 */
public final class JsonFields {
    private final JsonNode object;
    private final String pointer;
    private final List<FieldError> errors;

    private JsonFields(JsonNode object, String pointer, List<FieldError> errors) {
        this.object = object;
        this.pointer = pointer;
        this.errors = errors;
    }

    /**
     * @param shape the record whose components are the only members that may occur
     */
    public static JsonFields of(
            JsonNode node, String pointer, Class<? extends Record> shape, List<FieldError> errors) {
        return of(node, pointer, components(shape), errors);
    }

    private static Set<String> components(Class<? extends Record> shape) {
        return Arrays.stream(shape.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static JsonFields of(
            JsonNode node, String pointer, Set<String> known, List<FieldError> errors) {
        if (!node.isObject()) {
            errors.add(new FieldError(pointer, "must be an object"));
        }
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                errors.add(
                                        new FieldError(
                                                pointer + "/" + escaped(name), "is not known"));
                            }
                        });
        return new JsonFields(node, pointer, errors);
    }

    /** Text in composed form, without blanks around it and without control characters. */
    public Optional<String> text(String name, int longest) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return wrong(name, "is required");
        }
        if (!node.isTextual()) {
            return wrong(name, "must be text");
        }
        String text = Normalizer.normalize(node.textValue(), Normalizer.Form.NFC).strip();
        if (text.isEmpty()) {
            return wrong(name, "must not be empty");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            return wrong(name, "must not be longer than " + longest + " characters");
        }
        if (text.codePoints().anyMatch(JsonFields::isInvisible)) {
            return wrong(name, "must not hold control characters");
        }
        return Optional.of(text);
    }

    /** A text that means something; {@code read} gives nothing for one that does not. */
    public <T> Optional<T> text(
            String name, int longest, Function<String, Optional<T>> read, String otherwise) {
        Optional<String> text = text(name, longest);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = text.flatMap(read);
        return value.isPresent() ? value : wrong(name, otherwise);
    }

    public Optional<Integer> number(String name, int least, int most) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return wrong(name, "is required");
        }
        if (!node.isIntegralNumber()
                || !node.canConvertToInt()
                || node.intValue() < least
                || node.intValue() > most) {
            return wrong(name, "must be a whole number from " + least + " to " + most);
        }
        return Optional.of(node.intValue());
    }

    public Optional<Boolean> flag(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return wrong(name, "is required");
        }
        return node.isBoolean()
                ? Optional.of(node.booleanValue())
                : wrong(name, "must be true or false");
    }

    /** A member that is a list of different texts, each of which means something. */
    public <T> Set<T> texts(
            String name, int most, Function<String, Optional<T>> read, String otherwise) {
        JsonNode node = object.path(name);
        if (!node.isArray() || node.size() > most) {
            wrong(name, "must be a list of " + most + " at most");
            return Set.of();
        }
        Set<T> found = new LinkedHashSet<>();
        for (int i = 0; i < node.size(); i++) {
            Optional<T> value = Optional.ofNullable(node.get(i).textValue()).flatMap(read);
            if (value.isEmpty()) {
                errors.add(new FieldError(pointer + "/" + escaped(name) + "/" + i, otherwise));
            }
            value.ifPresent(found::add);
        }
        return found;
    }

    /** A member that is an object whose members the request names itself, each true or false. */
    public Map<String, Boolean> flags(String name, int most, Pattern names) {
        JsonNode node = object.path(name);
        if (!node.isObject() || node.size() > most) {
            wrong(name, "must be an object of " + most + " members at most");
            return Map.of();
        }
        Map<String, Boolean> flags = new LinkedHashMap<>();
        String within = pointer + "/" + escaped(name);
        node.properties()
                .forEach(
                        member -> {
                            String place = within + "/" + escaped(member.getKey());
                            if (!names.matcher(member.getKey()).matches()) {
                                errors.add(new FieldError(place, "must have a plain name"));
                            } else if (!member.getValue().isBoolean()) {
                                errors.add(new FieldError(place, "must be true or false"));
                            } else {
                                flags.put(member.getKey(), member.getValue().booleanValue());
                            }
                        });
        return flags;
    }

    /** A member that is an object with these members at most; noted if it is missing. */
    public JsonFields members(String name, Set<String> known) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            wrong(name, "is required");
            // Its members are missing too; that need not be said.
            return new JsonFields(
                    MissingNode.getInstance(), pointer + "/" + name, new ArrayList<>());
        }
        return of(node, pointer + "/" + name, known, errors);
    }

    /** A member that is an object itself; noted if it is missing. */
    public JsonFields object(String name, Class<? extends Record> shape) {
        return members(name, components(shape));
    }

    /** The elements of a member that is an array; noted if it has not the right number. */
    public List<JsonFields> objects(
            String name, int least, int most, Class<? extends Record> shape) {
        JsonNode node = object.path(name);
        if (!node.isArray() || node.size() < least || node.size() > most) {
            wrong(name, "must be a list of " + least + " to " + most);
            return List.of();
        }
        return IntStream.range(0, node.size())
                .mapToObj(i -> of(node.get(i), pointer + "/" + name + "/" + i, shape, errors))
                .toList();
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public String pointer() {
        return pointer;
    }

    public <T> Optional<T> wrong(String name, String detail) {
        errors.add(new FieldError(pointer + "/" + escaped(name), detail));
        return Optional.empty();
    }

    /** Control characters, line ends, halves of characters, and marks that turn text around. */
    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default ->
                    (codePoint >= 0x202A && codePoint <= 0x202E)
                            || (codePoint >= 0x2066 && codePoint <= 0x2069);
        };
    }

    private static String escaped(String name) {
        String shown = name.length() > 100 ? name.substring(0, 100) : name;
        return shown.replace("~", "~0").replace("/", "~1");
    }
}
