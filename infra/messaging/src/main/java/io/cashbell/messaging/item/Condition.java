package io.cashbell.messaging.item;

import java.util.Arrays;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must be true of the stored item for a write to happen. A path is {@code a} or {@code a.b}.
 */
@FunctionalInterface
public interface Condition {

    /** The condition as DynamoDB spells it. */
    String in(ExpressionNames names);

    static Condition equal(String path, AttributeValue value) {
        return names -> names.path(path) + " = " + names.value(value);
    }

    /** True also where there is nothing at that path. */
    static Condition notEqual(String path, AttributeValue value) {
        return names -> names.path(path) + " <> " + names.value(value);
    }

    static Condition present(String path) {
        return names -> "attribute_exists(" + names.path(path) + ")";
    }

    static Condition absent(String path) {
        return names -> "attribute_not_exists(" + names.path(path) + ")";
    }

    static Condition atLeast(String path, AttributeValue value) {
        return names -> names.path(path) + " >= " + names.value(value);
    }

    static Condition atMost(String path, AttributeValue value) {
        return names -> names.path(path) + " <= " + names.value(value);
    }

    /** The map, list, set or text at that path holds fewer than so many. */
    static Condition fewerThan(String path, int count) {
        return names -> "size(" + names.path(path) + ") < " + names.value(Values.of(count));
    }

    /** The set or text at that path does not hold this; true where there is nothing. */
    static Condition lacks(String path, AttributeValue value) {
        return names -> "NOT contains(" + names.path(path) + ", " + names.value(value) + ")";
    }

    static Condition oneOf(String path, AttributeValue... values) {
        return names ->
                names.path(path)
                        + Arrays.stream(values)
                                .map(names::value)
                                .collect(Collectors.joining(", ", " IN (", ")"));
    }

    static Condition anyOf(Condition... conditions) {
        return names ->
                Arrays.stream(conditions)
                        .map(condition -> condition.in(names))
                        .collect(Collectors.joining(" OR ", "(", ")"));
    }
}
