package io.cashbell.web.problem;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes RFC 6901 pointers from the paths of those who found the fault. */
final class Pointer {

    private Pointer() {}

    /** From Jackson's references, outermost first. */
    static String of(List<Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            append(pointer, step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return pointer.toString();
    }

    /**
     * From a validation path such as {@code placeOrder.request.items[0].quantity}. What stands
     * before the body is left out; a parameter that is not a body is named by itself.
     */
    static String of(Path path) {
        var inside = new ArrayList<Path.Node>();
        Path.@Nullable Node parameter = null;
        for (var node : path) {
            switch (node.getKind()) {
                case METHOD, CONSTRUCTOR, BEAN, CROSS_PARAMETER, RETURN_VALUE -> {}
                case PARAMETER -> parameter = node;
                default -> inside.add(node);
            }
        }
        if (inside.isEmpty() && parameter != null) {
            inside.add(parameter);
        }
        var pointer = new StringBuilder();
        for (var node : inside) {
            if (node.isInIterable()) {
                appendPosition(pointer, node);
            }
            if (node.getKind() != ElementKind.CONTAINER_ELEMENT && node.getName() != null) {
                append(pointer, node.getName());
            }
        }
        return pointer.toString();
    }

    /** To something that has only a name. */
    static String of(String name) {
        return append(new StringBuilder(), name).toString();
    }

    private static void appendPosition(StringBuilder pointer, Path.Node node) {
        if (node.getIndex() != null) {
            append(pointer, node.getIndex());
        } else if (node.getKey() != null) {
            append(pointer, node.getKey());
        }
    }

    private static StringBuilder append(StringBuilder pointer, Object token) {
        return pointer.append('/').append(token.toString().replace("~", "~0").replace("/", "~1"));
    }
}
