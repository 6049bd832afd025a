package io.cashbell.local.process;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository is, and what was built in it. */
public final class Repository {
    private Repository() {}

    /**
     * The system property {@code repository.root}; without it the folder above this jar, or above
     * the working directory, that holds the Maven wrapper.
     */
    public static Path root() {
        var property = System.getProperty("repository.root");
        if (property != null) {
            return Path.of(property).toAbsolutePath().normalize();
        }
        for (var start : new Path[] {codeSource(), Path.of("").toAbsolutePath()}) {
            for (var folder = start; folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve("mvnw"))
                        && Files.isDirectory(folder.resolve("infra/local"))) {
                    return folder;
                }
            }
        }
        throw new IllegalStateException(
                "the repository is not found: set the system property repository.root");
    }

    /** The jar with the emulators; says how to build it where it is missing. */
    public static Path localJar() {
        return built(root().resolve("infra/local/target/local.jar"), "infra/local");
    }

    static Path built(Path jar, String module) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    jar + " is missing; build it: ./mvnw -DskipTests package -am -pl " + module);
        }
        return jar;
    }

    private static Path codeSource() {
        try {
            return Path.of(
                    Repository.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
