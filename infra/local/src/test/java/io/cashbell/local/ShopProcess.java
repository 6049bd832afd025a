package io.cashbell.local;

import io.cashbell.local.process.Repository;
import io.cashbell.local.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The runner as a child, over a repository of stand-in services. */
final class ShopProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int INTERRUPT = 2;
    private static final int TERMINATE = 15;

    private final Process process;
    private final Path output;

    private ShopProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * @param scratch where the stand-ins and the output go
     */
    static ShopProcess start(
            Path scratch, Map<String, String> environment, List<String> jvm, String... arguments)
            throws IOException {
        for (var service : Service.values()) {
            writeStandIn(service.jar(scratch));
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvm);
        command.add("-Drepository.root=" + scratch);
        command.addAll(List.of("-jar", Repository.localJar().toString(), "shop"));
        command.addAll(List.of(arguments));
        var output = Files.createTempFile(scratch, "output", ".txt");
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        // Of another backend that this test run is on: the shop has its own.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return new ShopProcess(builder.start(), output);
    }

    ShopProcess awaitOpen() throws IOException, TimeoutException {
        return await(() -> output().contains("The shop is open"));
    }

    int awaitExit() throws InterruptedException, TimeoutException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new TimeoutException("still running after " + LIMIT);
        }
        return process.exitValue();
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /**
     * As Ctrl-C does, and what the shop is to end with. Below a build that a plain shell started in
     * its background Ctrl-C is ignored; there another signal stands for it.
     */
    int interrupt() throws IOException, InterruptedException {
        var signal = ignoresInterrupts() ? TERMINATE : INTERRUPT;
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
        return 128 + signal;
    }

    private static boolean ignoresInterrupts() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        var ignored = 0L;
        for (var line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                ignored = Long.parseUnsignedLong(line.substring(7).strip(), 16);
            }
        }
        return (ignored >> (INTERRUPT - 1) & 1) == 1;
    }

    /** SIGKILL to the runner alone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** What it complained of: one line each. */
    List<String> complaints() throws IOException {
        return output().lines().filter(line -> line.startsWith("cashbell: ")).toList();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private ShopProcess await(Condition condition) throws IOException, TimeoutException {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new TimeoutException("did not happen: " + output());
            }
            LockSupport.parkNanos(50_000_000);
        }
        return this;
    }

    private static void writeStandIn(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
        var resource = StandInService.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = StandInService.class.getClassLoader().getResourceAsStream(resource)) {
            out.putNextEntry(new ZipEntry(resource));
            if (in != null) {
                in.transferTo(out);
            }
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }
}
