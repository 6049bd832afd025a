package io.cashbell.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One service as its jar runs it: started, asked whether it is ready, stopped, killed, restarted.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    private final Start start;
    private Process process;

    private ServiceProcess(Start start) throws IOException {
        this.start = start;
        this.process = launch();
    }

    /** Starts it and does not wait: see {@link #awaitReady}. */
    public static ServiceProcess start(Start start) {
        try {
            return new ServiceProcess(start);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts it on a free port and waits until it is ready. */
    public static ServiceProcess start(Service service, Resources resources, Path log) {
        var process =
                start(
                        Start.of(service, log)
                                .with(resources.environmentOf(service))
                                .on(FreePort.find()));
        try {
            process.awaitReady(Duration.ofSeconds(60));
            return process;
        } catch (RuntimeException failure) {
            process.close();
            throw failure;
        }
    }

    public URI uri() {
        return URI.create("http://localhost:" + start.port());
    }

    public Service service() {
        return start.service();
    }

    public Path log() {
        return start.log();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The running child, for whoever wants to hear of its end. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Returns when it answers that it is ready; says why it cannot otherwise. */
    public void awaitReady(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "%s ended with exit code %d: see %s"
                                .formatted(name(), process.exitValue(), log()));
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s is not ready after %d s: see %s"
                                .formatted(name(), limit.toSeconds(), log()));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while waiting for " + name());
            }
        }
    }

    /** SIGKILL: no goodbye, as in a crash. Returns when it is gone. */
    public void kill() {
        // Not onExit(): it needs a thread of the common pool, which on a small machine has one.
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM; does not wait. */
    public void askToStop() {
        process.destroy();
    }

    /** SIGTERM, and SIGKILL to what is still there after the limit. Returns when it is gone. */
    public void stop(Duration limit) {
        askToStop();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again on the same port, with the same environment; does not wait. */
    public void restart() {
        if (process.isAlive()) {
            stop(Duration.ofSeconds(15));
        }
        try {
            process = launch();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(15));
    }

    private boolean isReady() {
        var request =
                HttpRequest.newBuilder(uri().resolve("/health/readiness"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Process launch() throws IOException {
        var repository = Repository.root();
        var service = start.service();
        var command = new ArrayList<String>();
        command.add(Java.command());
        command.addAll(start.jvm());
        command.add("-jar");
        command.add(Repository.built(service.jar(repository), service.module()).toString());
        Files.createDirectories(start.log().toAbsolutePath().getParent());
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(start.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(start.environment());
        builder.environment().put("MICRONAUT_SERVER_PORT", String.valueOf(start.port()));
        var child = builder.start();
        child.getOutputStream().close();
        return child;
    }

    private String name() {
        return start.service().module();
    }

    /**
     * How a service is started.
     *
     * @param environment all that it sees; nothing of this process's own reaches it besides
     */
    public record Start(
            Service service,
            int port,
            Map<String, String> environment,
            List<String> jvm,
            Path log) {
        /** Quick to start and small; good for everything but measuring. */
        public static final List<String> SMALL_JVM =
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError");

        public Start {
            environment = Map.copyOf(environment);
            jvm = List.copyOf(jvm);
        }

        /** On its usual port of the loopback address, with the least that a process needs. */
        public static Start of(Service service, Path log) {
            var environment = new LinkedHashMap<String, String>();
            for (var name : List.of("PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL")) {
                var value = System.getenv(name);
                if (value != null) {
                    environment.put(name, value);
                }
            }
            environment.put("MICRONAUT_SERVER_HOST", "127.0.0.1");
            environment.put("SHOP_ENVIRONMENT", "local");
            return new Start(service, service.defaultPort(), environment, SMALL_JVM, log);
        }

        /** These variables besides; of two of the same name the later wins. */
        public Start with(Map<String, String> more) {
            var all = new LinkedHashMap<>(environment);
            all.putAll(more);
            return new Start(service, port, all, jvm, log);
        }

        public Start on(int otherPort) {
            return new Start(service, otherPort, environment, jvm, log);
        }

        public Start withJvm(List<String> options) {
            return new Start(service, port, environment, options, log);
        }
    }
}
