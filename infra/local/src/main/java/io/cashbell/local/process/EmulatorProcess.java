package io.cashbell.local.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The emulators in a JVM of their own, on ports that were free.
 *
 * <p>The child ends with this process, however this one ends: it watches its standard input.
 */
public final class EmulatorProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Quick to start, which is what tests want. */
    private static final List<String> QUICK_JVM =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final Path log;
    private final Endpoints endpoints;

    private EmulatorProcess(Process process, Path log) throws IOException {
        this.process = process;
        this.log = log;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        var ready = answer("READY");
        this.endpoints =
                Endpoints.of(
                        uri(ready, "dynamodb"),
                        uri(ready, "sqs"),
                        uri(ready, "sns"),
                        uri(ready, "smtp"),
                        uri(ready, "mailbox"));
    }

    /** AWS and mail, nothing kept. */
    public static EmulatorProcess start() {
        return start(new Options(Optional.empty(), true, QUICK_JVM));
    }

    /**
     * AWS and mail, kept.
     *
     * @param data where everything is kept for a next process
     */
    public static EmulatorProcess start(Path data) {
        return start(new Options(Optional.of(data), true, QUICK_JVM));
    }

    /** Mail alone, beside an AWS that is somewhere else. */
    public static EmulatorProcess startMail() {
        return start(new Options(Optional.empty(), false, QUICK_JVM));
    }

    public static EmulatorProcess start(Options options) {
        try {
            var log = Files.createTempFile("cashbell-emulators-", ".log");
            var command = new ArrayList<String>();
            command.add(Java.command());
            command.addAll(options.jvm());
            command.addAll(
                    List.of(
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-jar",
                            Repository.localJar().toString(),
                            "emulators",
                            "--free-ports",
                            "--attached"));
            options.data()
                    .ifPresent(folder -> command.addAll(List.of("--data", folder.toString())));
            if (!options.aws()) {
                command.add("--mail-only");
            }
            var process = new ProcessBuilder(command).redirectError(log.toFile()).start();
            try {
                return new EmulatorProcess(process, log);
            } catch (IOException | RuntimeException failure) {
                process.destroyForcibly();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public long pid() {
        return process.pid();
    }

    /** What the emulators had to say: their log. */
    public Path log() {
        return log;
    }

    /**
     * Creates the tables, topics, queues and subscriptions of a shop.
     *
     * @param name what tells this shop from others here; letters and digits. {@code local} gives
     *     the names of a laptop. Asking again for the same name gives the same.
     */
    public Resources provision(String name) {
        return provision(name, Map.of());
    }

    /**
     * The same.
     *
     * @param settings of the services, as far as queues depend on them
     */
    public synchronized Resources provision(String name, Map<String, String> settings) {
        try {
            questions.write("provision " + name);
            for (var setting : settings.entrySet()) {
                questions.write(" " + setting.getKey() + "=" + setting.getValue());
            }
            questions.newLine();
            questions.flush();
            return new Resources(endpoints, answer("PROVISIONED"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends the child and waits for it: what was to be kept is on disk afterwards. */
    @Override
    public void close() {
        try {
            questions.close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (process.exitValue() == 0) {
                Files.deleteIfExists(log);
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalThreadStateException leftBehind) {
            // The log is a temporary file: that it stays does no harm.
            return;
        }
    }

    /** Ends the child without a word, as a power cut would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    private Map<String, String> answer(String word) throws IOException {
        var line = CompletableFuture.supplyAsync(() -> lineBeginningWith(word));
        try {
            return pairs(line.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException("the emulators do not answer, their log is " + log, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the emulators", interrupted);
        }
    }

    private String lineBeginningWith(String word) {
        try {
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(word + " ")) {
                    return line.substring(word.length() + 1);
                }
            }
            throw new IOException("the emulators ended:\n" + Files.readString(log));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, String> pairs(String line) {
        var pairs = new HashMap<String, String>();
        Arrays.stream(line.split(" "))
                .forEach(
                        pair -> {
                            var equals = pair.indexOf('=');
                            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
                        });
        return pairs;
    }

    private static @Nullable URI uri(Map<String, String> pairs, String name) {
        var value = pairs.get(name);
        return value == null ? null : URI.create(value);
    }

    /**
     * How the emulators are started.
     *
     * @param data where everything is kept; absent: nowhere
     * @param aws false for the mailbox alone
     * @param jvm options of the child JVM
     */
    public record Options(Optional<Path> data, boolean aws, List<String> jvm) {
        public Options {
            jvm = List.copyOf(jvm);
        }
    }
}
