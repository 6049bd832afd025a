package io.cashbell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cashbell.local.process.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {
    private static final String ROOT = "repository.root";

    private final Path repository = Repository.root();

    @TempDir private Path other;

    @AfterEach
    void backToOurRepository() throws IOException {
        System.setProperty(ROOT, repository.toString());
        Files.deleteIfExists(other.resolve("infra/local/target"));
    }

    @Test
    void whereAServiceIsNotBuiltNothingIsLeftRunning() throws IOException {
        aRepositoryWithEmulatorsAndNoServices();
        var before = ProcessHandle.current().children().toList();

        assertThatThrownBy(Shop::open).hasMessageContaining("order-service.jar is missing");

        assertThat(ProcessHandle.current().children().filter(child -> !before.contains(child)))
                .isEmpty();
    }

    private void aRepositoryWithEmulatorsAndNoServices() throws IOException {
        var target = repository.resolve("infra/local/target");
        assumeTrue(Files.exists(target.resolve("local.jar")), "the emulators are not packaged yet");
        Files.createDirectories(other.resolve("infra/local"));
        Files.createSymbolicLink(other.resolve("infra/local/target"), target);
        System.setProperty(ROOT, other.toString());
    }
}
