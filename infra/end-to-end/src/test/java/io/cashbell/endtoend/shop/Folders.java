package io.cashbell.endtoend.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders below the module's build output: nothing is written anywhere else. */
public final class Folders {
    private Folders() {}

    public static Path target() {
        return Path.of(System.getProperty("end-to-end.target", "target")).toAbsolutePath();
    }

    /** An empty folder of that name, whatever an earlier run left there. */
    public static Path fresh(String name) {
        var folder = target().resolve(name);
        delete(folder);
        return create(folder);
    }

    static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
