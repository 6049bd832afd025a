package io.cashbell.local.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** The JDK that runs this very process. */
final class Java {
    private Java() {}

    static String command() {
        var bin = Path.of(System.getProperty("java.home"), "bin");
        var windows = bin.resolve("java.exe");
        return (Files.exists(windows) ? windows : bin.resolve("java")).toString();
    }
}
