package io.cashbell.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("S1-18")
class AdminTokenTest {
    @TempDir private Path data;

    @Test
    void isMadeOnceAndKeptForItsOwnerAlone() throws Exception {
        var first = AdminToken.of(Map.of(), data);
        var second = AdminToken.of(Map.of("ADMIN_API_TOKEN", " "), data);

        assertThat(first.value()).matches("[A-Za-z0-9_-]{43}");
        assertThat(second).isEqualTo(first);
        assertThat(first.whereabouts()).isEqualTo("in " + data.resolve("admin-token"));
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("admin-token"))))
                .isEqualTo("rw-------");
        assertThat(first.toString()).doesNotContain(first.value());
    }

    @Test
    void noTwoShopsHaveTheSame(@TempDir Path other) {
        assertThat(AdminToken.of(Map.of(), data).value())
                .isNotEqualTo(AdminToken.of(Map.of(), other).value());
    }

    @Test
    void theCallersWinsAndIsNotWrittenDown() {
        var token = AdminToken.of(Map.of("ADMIN_API_TOKEN", "x".repeat(32)), data);

        assertThat(token.value()).isEqualTo("x".repeat(32));
        assertThat(data).isEmptyDirectory();
    }
}
