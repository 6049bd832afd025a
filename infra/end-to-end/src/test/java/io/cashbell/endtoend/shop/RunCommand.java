package io.cashbell.endtoend.shop;

import io.cashbell.local.process.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code infra/local/run}, started as somebody at a terminal starts it. */
public final class RunCommand implements AutoCloseable {
    private static final int SIGINT_BIT = 1 << 1;
    private static final Duration END_LIMIT = Duration.ofSeconds(40);

    private final Process process;
    private final Path out;
    private final Path err;
    private final List<ProcessHandle> family = new ArrayList<>();

    private RunCommand(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
        // A build that is cut off leaves no shop behind; the command ends what it has started.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-run-command"));
    }

    /**
     * @param folder where what it says is written
     * @param variables beside those of this process
     */
    public static RunCommand start(Path folder, Map<String, String> variables, String... options) {
        declareBuilt();
        try {
            var command = new ArrayList<String>();
            command.add(Repository.root().resolve("infra/local/run").toString());
            command.addAll(List.of(options));
            var out = Files.createTempFile(folder, "run-", ".out");
            var err = Files.createTempFile(folder, "run-", ".err");
            var builder =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().putAll(variables);
            return new RunCommand(builder.start(), out, err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns when it has told its addresses. */
    public void awaitOpen(Duration limit) {
        try {
            Poll.until(
                    limit,
                    "the shop is open",
                    () -> out().contains("The shop is open") || !process.isAlive());
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "; it said " + out() + err(), late);
        }
        if (!process.isAlive()) {
            throw new AssertionError("it ended: " + out() + err());
        }
        process.descendants().forEach(family::add);
        family.add(process.toHandle());
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    /** The address that stands behind this word in what it said. */
    public URI address(String what) {
        var line =
                Pattern.compile("^\\s*" + Pattern.quote(what) + "\\s+(http\\S+)", Pattern.MULTILINE)
                        .matcher(out());
        if (!line.find()) {
            throw new AssertionError("no address of the " + what + " in " + out());
        }
        return URI.create(line.group(1));
    }

    /** Itself and every process that it started, as they were when it was open. */
    public List<ProcessHandle> family() {
        return List.copyOf(family);
    }

    /** What all of them have computed until now; waits beside other work are not in it. */
    public Duration cpu() {
        return family.stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Ctrl-C, and the exit code that it ends with. */
    public int interrupt() {
        signal(ignoresInterrupts() ? "TERM" : "INT");
        return awaitEnd();
    }

    public int awaitEnd() {
        try {
            if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it does not end: " + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** An offset that moves every port of a shop to one that is free. */
    public static int freeOffset() {
        // Below the ports that the system gives to whoever asks for any.
        for (var offset = 11_000; offset < 22_000; offset += 100) {
            if (ports(offset).stream().allMatch(RunCommand::isFree)) {
                return offset;
            }
        }
        throw new AssertionError("no free ports");
    }

    /** Every port of a shop. */
    public static List<Integer> ports(int offset) {
        return List.of(8081, 8082, 8083, 8090, 8091, 8000, 9324, 9911, 2525).stream()
                .map(port -> port + offset)
                .toList();
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * The build that runs these tests has just packaged what the command would: without its mark
     * the command would start a Maven below this one.
     */
    private static void declareBuilt() {
        var target = Repository.root().resolve("infra/local/target");
        try {
            Files.writeString(target.resolve("java-home"), System.getProperty("java.home") + "\n");
            Files.writeString(target.resolve("run.stamp"), "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Whoever starts a build in the background of a plain shell lets it, and all below it, ignore
     * Ctrl-C.
     */
    private static boolean ignoresInterrupts() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & SIGINT_BIT) != 0);
        } catch (IOException notLinux) {
            return false;
        }
    }

    private void signal(String name) {
        try {
            var kill =
                    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("it could not be signalled");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
