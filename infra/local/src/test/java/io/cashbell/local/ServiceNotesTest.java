package io.cashbell.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ServiceNotesTest {
    @TempDir private Path data;

    private Process process;

    @BeforeEach
    void start() throws Exception {
        process = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void stop() throws Exception {
        process.destroyForcibly().waitFor();
    }

    @Test
    void whatWasNotedIsEnded() throws Exception {
        new ServiceNotes(data).note(process.toHandle());

        new ServiceNotes(data).endThoseLeft();

        assertThat(process.isAlive()).isFalse();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aNumberThatIsSomebodyElsesByNowIsLeftAlone() throws Exception {
        Files.writeString(data.resolve("services"), process.pid() + " 2026-01-01T12:00:00Z\n");

        new ServiceNotes(data).endThoseLeft();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void whatIsNoNoteIsPassedOver() throws Exception {
        Files.writeString(data.resolve("services"), "no note\n\n" + process.pid() + " 2026-01");

        new ServiceNotes(data).endThoseLeft();

        assertThat(process.isAlive()).isTrue();
        assertThat(data).isEmptyDirectory();
    }
}
