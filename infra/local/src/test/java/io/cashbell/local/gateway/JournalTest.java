package io.cashbell.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private static List<String> read(Path file) {
        var lines = new ArrayList<String>();
        Journal.open(file, lines::add).close();
        return lines;
    }
}
