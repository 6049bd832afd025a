package io.cashbell.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code infra/local/run} until there is a shop to run: on a machine whose JDKs are those that a
 * test puts there, in a repository where nothing is built and Maven is played.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a shell script")
class RunScriptTest {
    private static final String NO_JDK =
            "cashbell: no JDK 25 or newer was found: install one, or let JAVA_HOME name it";
    private static final List<String> TOOLS =
            List.of(
                    "cat",
                    "dirname",
                    "find",
                    "grep",
                    "head",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "tail");

    @TempDir private Path machine;

    private Path repository;
    private Path path;

    @BeforeEach
    void aMachineWithoutJava() throws IOException {
        repository = Files.createDirectories(machine.resolve("repository"));
        path = Files.createDirectories(machine.resolve("bin"));
        Files.createDirectories(repository.resolve("infra/local"));
        Files.copy(
                Repository.root().resolve("infra/local/run"),
                repository.resolve("infra/local/run"),
                StandardCopyOption.COPY_ATTRIBUTES);
        for (var tool : TOOLS) {
            script(path.resolve(tool), "exec " + tool(tool) + " \"$@\"");
        }
        mavenDoes("exit 1");
    }

    @Test
    void withoutAnyJavaOneLineSaysWhatIsMissing() throws Exception {
        assertThat(run(Map.of())).isEqualTo(new Answer(1, "", NO_JDK + "\n"));
    }

    @Test
    void withAnOlderJavaAloneTheSameLineSaysWhatMavenMissed() throws Exception {
        onThePath(jdk("17.0.15"));
        // As maven-toolchains-plugin 3.3.0 says it.
        mavenDoes(
                """
                echo '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-toolchains-plugin\
                :3.3.0:select-jdk-toolchain (default) on project cashbell: Cannot find matching \
                toolchain definitions for the following toolchain types:{version=[25,)}'
                exit 1""");

        var answer = run(Map.of());

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).isEqualTo(NO_JDK + "\n");
    }

    @Test
    void aPluginThatCannotBeDownloadedIsNoMissingJdk() throws Exception {
        onThePath(jdk("17.0.15"));
        mavenDoes(
                """
                echo '[ERROR] Plugin org.apache.maven.plugins:maven-toolchains-plugin:3.3.0 or one \
                of its dependencies could not be resolved'
                exit 1""");

        var answer = run(Map.of());

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err().lines())
                .hasSize(2)
                .first()
                .asString()
                .endsWith("of its dependencies could not be resolved");
        assertThat(answer.err()).contains("cashbell: the build failed; its log is ");
    }

    @Test
    void aMavenThatCannotBeDownloadedIsSaidToo() throws Exception {
        onThePath(jdk("17.0.15"));
        mavenDoes("echo 'curl: Failed to fetch Maven'; exit 1");

        assertThat(run(Map.of()).err().lines())
                .hasSize(2)
                .startsWith("curl: Failed to fetch Maven");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_HOME", "path", "system", "home"})
    void aJdk25IsFoundWhereverItIsWhileAnOlderOneIsInTheWay(String place) throws Exception {
        var older = jdk("17.0.15");
        var wanted = place.equals("home") ? jdk("home/.jdks/25.0.1", "25.0.1") : jdk("25.0.1");
        onThePath(place.equals("path") ? wanted : older);
        mavenDoes("echo \"Maven runs on $JAVA_HOME\" >\"$0.said\"");

        var answer =
                run(
                        switch (place) {
                            case "JAVA_HOME" -> Map.of("JAVA_HOME", wanted.toString());
                            case "system" -> Map.of("CASHBELL_JDKS", older + " " + wanted);
                            default -> Map.of("JAVA_HOME", older.toString());
                        });

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("java 25.0.1 ", "-jar " + repository, " shop");
        assertThat(repository.resolve("mvnw.said"))
                .hasContent("Maven runs on " + wanted.toRealPath() + "\n");
    }

    @Test
    void aShopThatIsOpenKeepsTheJarsThatItHasOpenedWhileOthersAreBuilt() throws Exception {
        var jars =
                Stream.of(
                                "infra/local/target/local.jar",
                                "order-service/target/order-service.jar",
                                "order-service/target/lib/web-1.0.0-SNAPSHOT.jar")
                        .map(repository::resolve)
                        .toList();
        var opened = new ArrayList<InputStream>();
        for (var jar : jars) {
            Files.createDirectories(jar.getParent());
            Files.writeString(jar, "old");
            opened.add(Files.newInputStream(jar));
        }
        // In place, as Maven's archiver does.
        mavenDoes(
                "for jar in %s; do echo new >\"$jar\"; done"
                        .formatted(
                                jars.stream()
                                        .map(Path::toString)
                                        .collect(Collectors.joining(" "))));

        assertThat(run(Map.of("JAVA_HOME", jdk("25.0.1").toString())).exitCode()).isZero();

        for (var i = 0; i < jars.size(); i++) {
            assertThat(jars.get(i)).hasContent("new\n");
            try (var open = opened.get(i)) {
                assertThat(open.readAllBytes()).asString().isEqualTo("old");
            }
        }
    }

    private Answer run(Map<String, String> variables) throws IOException, InterruptedException {
        var out = machine.resolve("out").toFile();
        var err = machine.resolve("err").toFile();
        var builder =
                new ProcessBuilder(repository.resolve("infra/local/run").toString())
                        .redirectOutput(out)
                        .redirectError(err);
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        builder.environment().put("HOME", machine.resolve("home").toString());
        builder.environment().put("CASHBELL_JDKS", "");
        builder.environment().putAll(variables);
        var exitCode = builder.start().waitFor();
        return new Answer(exitCode, Files.readString(out.toPath()), Files.readString(err.toPath()));
    }

    /** A folder that looks like a JDK; what it runs says its version and what was asked of it. */
    private Path jdk(String version) throws IOException {
        return jdk("jdk-" + version, version);
    }

    private Path jdk(String folder, String version) throws IOException {
        var home = machine.resolve(folder);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/javac"), "exit 1");
        script(home.resolve("bin/java"), "echo \"java " + version + " $*\"");
        return home;
    }

    private void onThePath(Path jdk) throws IOException {
        for (var program : List.of("java", "javac")) {
            Files.createSymbolicLink(path.resolve(program), jdk.resolve("bin").resolve(program));
        }
    }

    private void mavenDoes(String commands) throws IOException {
        script(repository.resolve("mvnw"), commands);
    }

    private static void script(Path file, String commands) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path tool(String name) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private record Answer(int exitCode, String out, String err) {}
}
