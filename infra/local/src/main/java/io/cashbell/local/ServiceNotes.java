package io.cashbell.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The services of a shop, noted in its data folder. They outlive a runner that is killed, and keep
 * their ports: the next one on the same data ends them.
 */
final class ServiceNotes {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** The system tells a start by a clock that may be set meanwhile. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** Whole: the runner may have died while it wrote. */
    private static final Pattern NOTE = Pattern.compile("([0-9]{1,18}) ([0-9T:.-]+Z)");

    private final Path file;

    ServiceNotes(Path data) {
        this.file = data.resolve("services");
    }

    /** Nothing where the system does not tell when a process started. */
    void note(ProcessHandle service) throws IOException {
        var started = service.info().startInstant();
        if (started.isPresent()) {
            Files.writeString(
                    file,
                    service.pid() + " " + started.get() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /** Only for whoever holds the data folder: otherwise they are of a shop that runs. */
    void endThoseLeft() throws IOException, InterruptedException {
        if (!Files.exists(file)) {
            return;
        }
        List<ProcessHandle> left;
        try (Stream<String> lines = Files.lines(file)) {
            left = lines.map(ServiceNotes::noted).flatMap(Optional::stream).toList();
        }
        left.forEach(ProcessHandle::destroy);
        for (var service : left) {
            end(service);
        }
        Files.delete(file);
    }

    private static void end(ProcessHandle service) throws InterruptedException {
        try {
            service.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException unwilling) {
            service.destroyForcibly();
        }
        try {
            service.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException immortal) {
            throw new Refusal(
                    "the service of an earlier shop does not end: process " + service.pid());
        }
    }

    /** Empty if it is gone, and its number somebody else's. */
    private static Optional<ProcessHandle> noted(String line) {
        var note = NOTE.matcher(line);
        if (!note.matches()) {
            return Optional.empty();
        }
        var started = Instant.parse(note.group(2));
        return ProcessHandle.of(Long.parseLong(note.group(1)))
                .filter(
                        process ->
                                process.info()
                                        .startInstant()
                                        .filter(
                                                own ->
                                                        Duration.between(started, own)
                                                                        .abs()
                                                                        .compareTo(TOLERANCE)
                                                                <= 0)
                                        .isPresent());
    }
}
