package io.cashbell.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The three services of the shop, and what each is told about its surroundings. */
public enum Service {
    ORDER(8081, true),
    PAYMENT(8082, true),
    NOTIFICATION(8083, false);

    private final int defaultPort;
    private final boolean publishes;

    Service(int defaultPort, boolean publishes) {
        this.defaultPort = defaultPort;
        this.publishes = publishes;
    }

    /** The Maven module's name: {@code order-service}. */
    public String module() {
        return word() + "-service";
    }

    /** The word that its table and queue begin with: {@code order}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** The names of the variables that tell it its table, topic and queue. */
    public List<String> variables() {
        var own = List.of(name() + "_TABLE", name() + "_QUEUE_URL");
        return publishes
                ? Stream.concat(own.stream(), Stream.of(name() + "_EVENTS_TOPIC_ARN")).toList()
                : own;
    }

    public Path jar(Path repository) {
        return repository.resolve(module()).resolve("target").resolve(module() + ".jar");
    }
}
