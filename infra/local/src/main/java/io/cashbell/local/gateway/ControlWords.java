package io.cashbell.local.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the control API spells the names of this program: {@code half-body} for HALF_BODY. */
public final class ControlWords {
    private ControlWords() {}

    public static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param name of the field, for the message
     * @throws IllegalArgumentException listing what would have been right
     */
    public static <E extends Enum<E>> E read(Class<E> type, String name, @Nullable String spelled) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> spelled(value).equals(spelled))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        name
                                                + " must be one of "
                                                + Arrays.stream(type.getEnumConstants())
                                                        .map(ControlWords::spelled)
                                                        .collect(Collectors.joining(", "))));
    }
}
