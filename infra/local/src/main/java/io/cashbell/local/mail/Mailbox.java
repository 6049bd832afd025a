package io.cashbell.local.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Every mail that arrived, one file each; a mail's id is its file's name and sorts by arrival.
 *
 * <p>Only the ids are kept in memory, and what was read last, so that thousands of mails cost
 * nothing until somebody asks for them.
 */
public final class Mailbox {
    private static final int REMEMBERED = 2_000;
    private static final String SUFFIX = ".eml";

    private final Path folder;
    private final NavigableSet<String> ids = new ConcurrentSkipListSet<>();
    private final AtomicLong lastStamp = new AtomicLong();
    private final Map<String, Mail> recent =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(256, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Mail> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    private Mailbox(Path folder) {
        this.folder = folder;
    }

    public static Mailbox open(Path folder) throws IOException {
        Files.createDirectories(folder);
        var mailbox = new Mailbox(folder);
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(id -> id.matches("\\d{20}"))
                    .forEach(mailbox.ids::add);
        }
        return mailbox;
    }

    /** Keeps a mail; it is on disk when this returns. */
    public String add(Content content) throws IOException {
        var id = nextId();
        var partial = folder.resolve(id + ".part");
        try (var out = Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW)) {
            content.writeTo(out);
        }
        Files.move(partial, file(id), StandardCopyOption.ATOMIC_MOVE);
        ids.add(id);
        return id;
    }

    /** The newest first, after the one with the id {@code before} where that is given. */
    public List<Mail> newest(Optional<String> before, int limit) {
        var older = before.map(id -> ids.headSet(id, false)).orElse(ids);
        return older.descendingSet().stream()
                .limit(limit)
                .flatMap(id -> find(id).stream())
                .toList();
    }

    public int size() {
        return ids.size();
    }

    public Optional<Mail> find(String id) {
        if (!ids.contains(id)) {
            return Optional.empty();
        }
        var known = recent.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            var mail = MailReader.read(id, file(id), receivedAt(id));
            recent.put(id, mail);
            return Optional.of(mail);
        } catch (NoSuchFileException cleared) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("the mail " + id + " cannot be read", failure);
        }
    }

    public void clear() {
        for (var id : List.copyOf(ids)) {
            ids.remove(id);
            recent.remove(id);
            try {
                Files.deleteIfExists(file(id));
            } catch (IOException failure) {
                throw new UncheckedIOException("the mail " + id + " cannot be deleted", failure);
            }
        }
    }

    /** Microseconds since 1970 and never the same twice: twenty digits. */
    private String nextId() {
        var now = Instant.now();
        var micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        return "%020d".formatted(lastStamp.accumulateAndGet(micros, (a, b) -> Math.max(a + 1, b)));
    }

    private static Instant receivedAt(String id) {
        var micros = Long.parseLong(id);
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }

    /** Something that can write itself as a mail. */
    @FunctionalInterface
    public interface Content {
        void writeTo(java.io.OutputStream out) throws IOException;
    }
}
