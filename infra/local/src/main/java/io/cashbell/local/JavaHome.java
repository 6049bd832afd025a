package io.cashbell.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes down which JDK runs it: the build runs this with the one that its toolchain chose. */
public final class JavaHome {
    private JavaHome() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), System.getProperty("java.home") + "\n");
    }
}
