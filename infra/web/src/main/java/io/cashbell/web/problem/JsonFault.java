package io.cashbell.web.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in plain words why a JSON body could not be read. Jackson's own words name Java classes. */
final class JsonFault {

    private static final int DEEPEST_CAUSE = 16;

    private JsonFault() {}

    /** Empty when reading JSON had nothing to do with it. */
    static Optional<FieldError> in(Throwable failure) {
        @Nullable JsonMappingException outermost = null;
        @Nullable JsonProcessingException innermost = null;
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof JsonProcessingException json) {
                innermost = json;
            }
            if (outermost == null && cause instanceof JsonMappingException mapping) {
                outermost = mapping;
            }
            cause = cause.getCause();
        }
        if (innermost == null) {
            return Optional.empty();
        }
        var pointer = outermost == null ? "" : Pointer.of(outermost.getPath());
        return Optional.of(new FieldError(pointer, words(innermost)));
    }

    private static String words(JsonProcessingException fault) {
        return switch (fault) {
            case StreamConstraintsException _ -> "is too long or too deeply nested";
            case JsonEOFException _ -> "the JSON ends too early";
            case InputCoercionException overflow -> expected(overflow.getTargetType());
            case PropertyBindingException _ -> "unknown field";
            case InvalidFormatException format -> expected(format.getTargetType());
            case MismatchedInputException mismatch when isTrailing(mismatch) ->
                    "the JSON goes on after its end";
            case MismatchedInputException mismatch -> expected(mismatch.getTargetType());
            case JsonMappingException _ -> "has a value that is not allowed";
            default -> "the JSON is malformed" + where(fault.getLocation());
        };
    }

    /** Jackson has no type of its own for this. */
    private static boolean isTrailing(MismatchedInputException fault) {
        return fault.getOriginalMessage().startsWith("Trailing token");
    }

    private static String where(@Nullable JsonLocation location) {
        return location == null
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "has a value that is not allowed";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (isWhole(type)) {
            return "must be a whole number within range";
        }
        if (type == BigDecimal.class || type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "must be a number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "must be text";
        }
        if (type.isEnum()) {
            return "is not one of the known values";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "must be a date or time as in RFC 3339";
        }
        if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "must be an object with the required fields";
        }
        return "has a value that is not allowed";
    }

    private static boolean isWhole(Class<?> type) {
        return type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == short.class
                || type == Short.class
                || type == BigInteger.class;
    }
}
