package io.cashbell.local.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are only ever added, so that a sandbox killed at any moment knows after its restart
 * what it knew before. It survives the end of the process, not of the machine: nothing waits for
 * the disk.
 */
public final class Journal implements AutoCloseable {
    private static final byte LINE_END = '\n';

    private final @Nullable SeekableByteChannel file;
    private boolean endsInHalfALine;

    Journal(@Nullable SeekableByteChannel file) {
        this.file = file;
    }

    /** Remembers nothing. */
    public static Journal inMemory() {
        return new Journal(null);
    }

    /**
     * Opens the file, or begins it, and hands every line that is in it to {@code reader}.
     *
     * @throws IllegalStateException when another process has it open
     */
    public static Journal open(Path path, Consumer<String> reader) {
        try {
            var folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                if (file.tryLock() == null) {
                    throw new IllegalStateException(path + " is in use by another sandbox");
                }
                dropTornLine(file);
                try (var lines = Files.lines(path, StandardCharsets.UTF_8)) {
                    lines.forEach(reader);
                }
                file.position(file.size());
                return new Journal(file);
            } catch (OverlappingFileLockException e) {
                file.close();
                throw new IllegalStateException(path + " is in use by another sandbox", e);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    /** All of them or, when the process dies just now or the disk is full, none. */
    public void append(List<String> lines) {
        if (file == null) {
            return;
        }
        var bytes =
                ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        synchronized (this) {
            if (endsInHalfALine) {
                throw new IllegalStateException("the journal ends in half a line");
            }
            try {
                write(file, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the journal", e);
            }
        }
    }

    /**
     * What follows half a line would be lost with it: it is taken back, or the last one written.
     */
    private void write(SeekableByteChannel to, ByteBuffer bytes) throws IOException {
        long end = to.position();
        try {
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
        } catch (IOException e) {
            try {
                to.truncate(end);
            } catch (IOException e2) {
                endsInHalfALine = true;
                e.addSuppressed(e2);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the journal", e);
            }
        }
    }

    /** What follows the last line end was being written when the process died. */
    private static void dropTornLine(FileChannel file) throws IOException {
        long end = file.size();
        var one = ByteBuffer.allocate(1);
        while (end > 0) {
            one.clear();
            file.read(one, end - 1);
            if (one.get(0) == LINE_END) {
                break;
            }
            end--;
        }
        file.truncate(end);
    }
}
