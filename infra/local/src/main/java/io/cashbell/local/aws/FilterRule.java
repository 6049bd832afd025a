package io.cashbell.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** One alternative in a filter policy: an exact value, or an operator in an object. */
final class FilterRule {
    private FilterRule() {}

    static Predicate<JsonNode> of(JsonNode rule) {
        if (!rule.isObject()) {
            return anyElement(value -> same(rule, value));
        }
        if (rule.size() != 1) {
            throw SnsException.invalid("FilterPolicy: a match expression has exactly one operator");
        }
        var operator = rule.properties().iterator().next();
        var operand = operator.getValue();
        return switch (operator.getKey()) {
            case "exists" -> exists(operand);
            case "prefix" -> text(operand, String::startsWith);
            case "suffix" -> text(operand, String::endsWith);
            case "equals-ignore-case" -> text(operand, String::equalsIgnoreCase);
            case "anything-but" -> anythingBut(operand);
            case "numeric" -> numeric(operand);
            default ->
                    throw SnsException.invalid(
                            "FilterPolicy: Unrecognized match type " + operator.getKey());
        };
    }

    private static Predicate<JsonNode> exists(JsonNode operand) {
        if (!operand.isBoolean()) {
            throw SnsException.invalid("FilterPolicy: exists match pattern must be a boolean");
        }
        var wanted = operand.booleanValue();
        return value -> value.isMissingNode() != wanted;
    }

    private static Predicate<JsonNode> text(JsonNode operand, TextTest test) {
        if (!operand.isTextual()) {
            throw SnsException.invalid("FilterPolicy: a match pattern must be a string");
        }
        return anyElement(value -> value.isTextual() && test.of(value.asText(), operand.asText()));
    }

    private static Predicate<JsonNode> anythingBut(JsonNode operand) {
        var unwanted = new ArrayList<Predicate<JsonNode>>();
        if (operand.isArray()) {
            operand.forEach(each -> unwanted.add(value -> same(each, value)));
        } else {
            unwanted.add(of(operand));
        }
        return anyElement(value -> unwanted.stream().noneMatch(each -> each.test(value)));
    }

    private static Predicate<JsonNode> numeric(JsonNode operand) {
        if (!operand.isArray() || operand.isEmpty() || operand.size() % 2 != 0) {
            throw SnsException.invalid("FilterPolicy: Value of numeric must be an array of pairs");
        }
        List<Predicate<JsonNode>> all = new ArrayList<>();
        for (var i = 0; i < operand.size(); i += 2) {
            var comparison = comparison(operand.get(i).asText().toLowerCase(Locale.ROOT));
            var bound = operand.get(i + 1);
            if (!bound.isNumber()) {
                throw SnsException.invalid("FilterPolicy: Value of numeric must be a number");
            }
            BigDecimal limit = bound.decimalValue();
            all.add(value -> comparison.test(value.decimalValue().compareTo(limit)));
        }
        return anyElement(
                value -> value.isNumber() && all.stream().allMatch(each -> each.test(value)));
    }

    private static IntPredicate comparison(String operator) {
        return switch (operator) {
            case "=" -> order -> order == 0;
            case "<" -> order -> order < 0;
            case "<=" -> order -> order <= 0;
            case ">" -> order -> order > 0;
            case ">=" -> order -> order >= 0;
            default ->
                    throw SnsException.invalid(
                            "FilterPolicy: Unrecognized numeric range operator: " + operator);
        };
    }

    private static boolean same(JsonNode wanted, JsonNode value) {
        if (wanted.isNumber() && value.isNumber()) {
            return wanted.decimalValue().compareTo(value.decimalValue()) == 0;
        }
        return wanted.equals(value);
    }

    /** An array matches when one of its elements does; what is absent never does. */
    private static Predicate<JsonNode> anyElement(Predicate<JsonNode> single) {
        return value -> {
            if (!value.isArray()) {
                return !value.isMissingNode() && single.test(value);
            }
            for (var element : value) {
                if (single.test(element)) {
                    return true;
                }
            }
            return false;
        };
    }

    @FunctionalInterface
    private interface TextTest {
        boolean of(String value, String operand);
    }
}
