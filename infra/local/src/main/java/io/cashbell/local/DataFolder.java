package io.cashbell.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder that a shop keeps its data in: marked as ours, and held by one process at a time.
 *
 * <p>The marker is what makes emptying it safe: a folder without it that holds something is
 * somebody else's, and is neither used nor emptied.
 */
final class DataFolder implements AutoCloseable {
    private static final String MARKER = ".cashbell-data";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * @param fresh whether to empty it first
     */
    static DataFolder open(Path path, boolean fresh) {
        try {
            refuseForeign(path);
            Files.createDirectories(path);
            var folder = new DataFolder(path, hold(path));
            if (fresh) {
                folder.empty();
            }
            return folder;
        } catch (IOException failure) {
            throw new Refusal("the data folder " + path + " cannot be used: " + failure);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Deletes a folder and what is in it; what a link points at stays. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static void refuseForeign(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new Refusal("the data folder " + path + " is not a folder");
        }
        if (!Files.exists(path) || Files.exists(path.resolve(MARKER))) {
            return;
        }
        try (Stream<Path> content = Files.list(path)) {
            if (content.findAny().isPresent()) {
                throw new Refusal(
                        "the data folder "
                                + path
                                + " holds something that is not Cashbell's: name an empty one");
            }
        }
    }

    private static FileChannel hold(Path path) throws IOException {
        var channel =
                FileChannel.open(
                        path.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldByThisJvm) {
            // The same answer as for another process.
        }
        channel.close();
        throw new Refusal("the data folder " + path + " is in use: another shop runs on it");
    }

    /** Deletes all that is in it but its mark. */
    void empty() throws IOException {
        try (Stream<Path> content = Files.list(path)) {
            for (var each : content.toList()) {
                if (each.endsWith(MARKER)) {
                    continue;
                }
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    delete(each);
                } else {
                    Files.delete(each);
                }
            }
        }
    }
}
