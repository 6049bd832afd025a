package io.cashbell.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What follows a command: switches, and options with a value. */
final class Options {
    private final Set<String> switches = new HashSet<>();
    private final Map<String, String> values = new HashMap<>();

    private Options() {}

    /**
     * Refuses what the command does not know.
     *
     * @param switches options that stand alone
     * @param valued options that are followed by a value, as {@code --data DIR} or {@code
     *     --data=DIR}
     */
    static Options parse(List<String> arguments, Set<String> switches, Set<String> valued) {
        var options = new Options();
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            var equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (valued.contains(name)) {
                if (equals < 0 && i + 1 == arguments.size()) {
                    throw new Refusal(Refusal.USAGE, name + " needs a value");
                }
                options.values.put(
                        name, equals < 0 ? arguments.get(++i) : argument.substring(equals + 1));
            } else if (switches.contains(argument)) {
                options.switches.add(argument);
            } else {
                throw new Refusal(
                        Refusal.USAGE,
                        "unknown option " + argument + "; --help tells what there is");
            }
        }
        return options;
    }

    boolean has(String name) {
        return switches.contains(name);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<Path> path(String name) {
        return value(name).map(value -> Path.of(value).toAbsolutePath().normalize());
    }

    /** Added to every port. */
    int portOffset() {
        var offset = value("--port-offset").orElse("0");
        if (!offset.matches("\\d{1,5}") || Integer.parseInt(offset) > 55_000) {
            throw new Refusal(
                    Refusal.USAGE, "--port-offset needs a number from 0 to 55000, not " + offset);
        }
        return Integer.parseInt(offset);
    }
}
