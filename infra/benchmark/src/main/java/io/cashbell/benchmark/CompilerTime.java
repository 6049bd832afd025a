package io.cashbell.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What of a JVM's CPU time went into compiling its hot code, which ends when it is warm. Read from
 * Linux's record of threads (proc(5), {@code /proc/pid/task/tid/stat}); nothing elsewhere.
 */
final class CompilerTime {
    /** Linux tells user space hundredths of a second, whatever the kernel counts in. */
    private static final long MILLIS_PER_TICK = 10;

    /** After the thread's name, counted from 0: user and system time. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private CompilerTime() {}

    static Duration of(ProcessHandle process) {
        Path threads = Path.of("/proc", String.valueOf(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return Duration.ZERO;
        }
        try (Stream<Path> each = Files.list(threads)) {
            return Duration.ofMillis(MILLIS_PER_TICK * each.mapToLong(CompilerTime::ticks).sum());
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }

    private static long ticks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int name = stat.indexOf('(') + 1;
            int end = stat.lastIndexOf(')');
            if (!stat.substring(name, end).matches("C[12] CompilerThre.*")) {
                return 0;
            }
            List<String> fields = List.of(stat.substring(end + 2).split(" "));
            return Long.parseLong(fields.get(USER)) + Long.parseLong(fields.get(SYSTEM));
        } catch (IOException ended) {
            return 0;
        }
    }
}
