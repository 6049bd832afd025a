package io.cashbell.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir private Path folder;

    @Test
    void whatWasAppendedIsReadAgain() {
        var file = folder.resolve("below/journal");
        try (var journal = Journal.open(file, _ -> {})) {
            journal.append(List.of("茶", "two"));
            journal.append(List.of("three"));
        }

        assertThat(read(file)).containsExactly("茶", "two", "three");
    }

    @Test
    void aLineThatWasBeingWrittenWhenTheProcessDiedIsForgotten() throws Exception {
        var file = folder.resolve("journal");
        Files.writeString(file, "whole\nhalf a li");
        try (var journal = Journal.open(file, _ -> {})) {
            journal.append(List.of("next"));
        }

        assertThat(read(file)).containsExactly("whole", "next");
    }

    @Test
    void aFileThatHoldsNothingButATornLineIsEmpty() throws Exception {
        var file = folder.resolve("journal");
        Files.writeString(file, "torn", StandardOpenOption.CREATE);

        assertThat(read(file)).isEmpty();
    }

    @Test
    void nobodyElseOpensItMeanwhile() {
        var file = folder.resolve("journal");
        try (var first = Journal.open(file, _ -> {})) {
            assertThatThrownBy(() -> Journal.open(file, _ -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another sandbox");
            first.append(List.of("still mine"));
        }

        assertThat(read(file)).containsExactly("still mine");
    }

    @Test
    void whatTheDiskHadNoRoomForIsTakenBack() throws Exception {
        var file = folder.resolve("journal");
        var disk = new Disk(file);
        try (var journal = new Journal(disk)) {
            journal.append(List.of("one"));
            disk.room = 3;
            assertThatThrownBy(() -> journal.append(List.of("too long")))
                    .isInstanceOf(UncheckedIOException.class);
            disk.room = 100;
            journal.append(List.of("two"));
        }

        assertThat(read(file)).containsExactly("one", "two");
    }

    @Test
    void nothingIsWrittenBehindHalfALine() throws Exception {
        var file = folder.resolve("journal");
        var disk = new Disk(file);
        try (var journal = new Journal(disk)) {
            journal.append(List.of("one"));
            disk.room = 3;
            disk.takesBack = false;
            assertThatThrownBy(() -> journal.append(List.of("too long")))
                    .isInstanceOf(UncheckedIOException.class);
            disk.room = 100;
            assertThatThrownBy(() -> journal.append(List.of("two")))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(read(file)).containsExactly("one");
    }

    /** Writes as many bytes as there is room for. */
    private static final class Disk implements SeekableByteChannel {
        private final SeekableByteChannel file;
        private int room = 100;
        private boolean takesBack = true;

        private Disk(Path file) throws IOException {
            this.file =
                    Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            var some = bytes.slice(bytes.position(), Math.min(room, bytes.remaining()));
            var written = file.write(some);
            bytes.position(bytes.position() + written);
            room -= written;
            return written;
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            if (!takesBack) {
                throw new IOException("Input/output error");
            }
            file.truncate(size);
            return this;
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private static List<String> read(Path file) {
        var lines = new ArrayList<String>();
        Journal.open(file, lines::add).close();
        return lines;
    }
}
