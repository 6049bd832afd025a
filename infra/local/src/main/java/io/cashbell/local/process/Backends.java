package io.cashbell.local.process;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The backend of this test run: one, started when first asked for, ended with the JVM. */
public final class Backends {
    private static @Nullable Backend shared;

    private Backends() {}

    /** The same for everybody in this JVM. */
    public static synchronized Backend shared() {
        var backend = shared;
        if (backend == null) {
            backend = open(chosen());
            shared = backend;
            Runtime.getRuntime().addShutdownHook(new Thread(backend::close, "backend"));
        }
        return backend;
    }

    /** Tables, topics and queues that nobody else has, on the shared backend. */
    public static Resources fresh() {
        return shared().provision(freshName());
    }

    /** A name for a shop that no other run takes. */
    public static String freshName() {
        var random = ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36);
        return "t" + Long.toString(System.currentTimeMillis(), 36) + Long.toString(random, 36);
    }

    /** Why the chosen backend cannot be had on this machine; empty when it can. */
    public static Optional<String> missing() {
        return switch (chosen()) {
            case "localstack" -> LocalStackBackend.missing();
            case "environment" -> EnvironmentBackend.missing();
            default -> Optional.empty();
        };
    }

    static String chosen() {
        var property = System.getProperty("backend");
        var name = property == null ? System.getenv("BACKEND") : property;
        return name == null || name.isBlank() ? "embedded" : name.toLowerCase(Locale.ROOT);
    }

    private static Backend open(String name) {
        return switch (name) {
            case "embedded" -> new EmbeddedBackend();
            case "localstack" -> new LocalStackBackend();
            case "environment" -> new EnvironmentBackend(Map.copyOf(System.getenv()));
            default ->
                    throw new IllegalArgumentException(
                            "backend is embedded, localstack or environment, not " + name);
        };
    }
}
