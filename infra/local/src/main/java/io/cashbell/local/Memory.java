package io.cashbell.local;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory a new process may still take on this machine, or in this container. */
final class Memory {
    /** Four JVMs: emulators and sandbox, and three services. */
    static final long NEEDED_MIB = 1_200;

    /** Overrides what is measured, for tests. */
    static final String PROPERTY = "cashbell.memory.available-mib";

    private static final long MIB = 1024 * 1024;

    private Memory() {}

    static void refuseTooLittle() {
        var available = availableMib();
        if (available < NEEDED_MIB) {
            throw new Refusal(
                    "too little memory: %d MiB are available, the shop needs %d MiB"
                            .formatted(available, NEEDED_MIB));
        }
    }

    private static long availableMib() {
        var given = Long.getLong(PROPERTY);
        if (given != null) {
            return given;
        }
        return Math.min(
                        ofMachine().orElseGet(Memory::total),
                        ofControlGroup().orElse(Long.MAX_VALUE))
                / MIB;
    }

    /** Linux: free memory and what caches would give back. */
    private static OptionalLong ofMachine() {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    /** The container's limit less what is in use and cannot be given back. */
    private static OptionalLong ofControlGroup() {
        var folder = Path.of("/sys/fs/cgroup");
        try {
            var limit = Files.readString(folder.resolve("memory.max")).strip();
            if (limit.equals("max")) {
                return OptionalLong.empty();
            }
            var used = Long.parseLong(Files.readString(folder.resolve("memory.current")).strip());
            try (var lines = Files.lines(folder.resolve("memory.stat"))) {
                var cache =
                        lines.filter(line -> line.startsWith("inactive_file "))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .findFirst()
                                .orElse(0);
                return OptionalLong.of(Long.parseLong(limit) - used + cache);
            }
        } catch (IOException noSuchLimit) {
            return OptionalLong.empty();
        }
    }

    /** Elsewhere what is free says little; at least the machine must be large enough. */
    private static long total() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }
}
