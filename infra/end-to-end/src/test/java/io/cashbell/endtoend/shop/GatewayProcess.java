package io.cashbell.endtoend.shop;

import io.cashbell.local.process.FreePort;
import io.cashbell.local.process.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gateway sandbox in a process of its own. */
final class GatewayProcess implements AutoCloseable {
    private static final int USUAL_PORT = 8090;
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final URI uri;

    private GatewayProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Returns when it answers. */
    static GatewayProcess start(Path log) {
        var port = FreePort.find();
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        // Both compilers: the quick one alone makes RSA twenty times slower.
                        "-XX:+UseSerialGC",
                        "-jar",
                        Repository.localJar().toString(),
                        "sandbox",
                        "--port-offset",
                        String.valueOf(port - USUAL_PORT));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            var started = new GatewayProcess(process, URI.create("http://localhost:" + port));
            started.awaitAnswer(log);
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer(Path log) {
        Poll.until(
                START_LIMIT,
                "the sandbox answers, its log is " + log,
                () -> {
                    try {
                        return Http.get(uri).status() == 200;
                    } catch (UncheckedIOException notYet) {
                        return !process.isAlive();
                    }
                });
    }
}
