package io.cashbell.web.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Environment variables, and the files that some of them name instead of a value. */
record Variables(Map<String, String> given) {

    /** What follows a variable's name where its value is a file's. */
    static final String FILE = "_FILE";

    /** More than any key has; whatever is larger was named by mistake. */
    private static final long LARGEST = 65_536;

    Variables {
        given = Map.copyOf(given);
    }

    /** The settings that are given, each by its own name, whichever way. */
    Set<String> names() {
        return given.keySet().stream()
                .map(
                        name ->
                                name.endsWith(FILE)
                                        ? name.substring(0, name.length() - FILE.length())
                                        : name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The value without blanks around it; the variable itself wins over its file.
     *
     * @throws IOException if there is no such file, or none that can hold a value
     */
    Optional<String> find(String name) throws IOException {
        Optional<String> value = text(name);
        Optional<String> file = value.isEmpty() ? text(name + FILE) : Optional.empty();
        if (file.isEmpty()) {
            return value;
        }
        try {
            Path path = Path.of(file.get());
            if (Files.size(path) > LARGEST) {
                throw new IOException("larger than any value");
            }
            return Optional.of(Files.readString(path).strip()).filter(text -> !text.isEmpty());
        } catch (InvalidPathException noPath) {
            throw new IOException(noPath);
        }
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
