package io.cashbell.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A process of its own: the settings may end it. */
class StartTest {

    @Test
    void aFaultyStartSaysWhyAndEndsWithOne() throws Exception {
        var process = start("");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said(process)).isEqualTo("GARDEN_TABLE is required and missing\n");
    }

    @Test
    void aGoodStartGoesOn() throws Exception {
        var process = start("beds");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(said(process))
                .matches(
                        """
                        \\{"time":"[^"]+","level":"INFO","logger":"garden",\
                        "message":"Started","table":"beds"}
                        """);
    }

    @Test
    void aLogForEyesIsPlainText() throws Exception {
        var process = start("beds", "LOG_FORMAT", "text");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said(process)).matches("[0-9:.]+ INFO  garden - Started table=beds\n");
    }

    @Test
    void aLogFormatThatDoesNotExistStopsTheStart() throws Exception {
        var process = start("beds", "LOG_FORMAT", "xml");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said(process)).isEqualTo("LOG_FORMAT must be one of json, text\n");
    }

    private static Process start(String table, String... more) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName());
        builder.environment().put("GARDEN_TABLE", table);
        builder.environment()
                .keySet()
                .removeAll(Set.of("SHOP_ENVIRONMENT", "LOG_FORMAT", "LOG_LEVEL"));
        for (int i = 0; i < more.length; i += 2) {
            builder.environment().put(more[i], more[i + 1]);
        }
        return builder.redirectErrorStream(true).start();
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .replace("\r\n", "\n");
    }

    /** What a service's main does first. */
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) {
            var settings = Settings.ofEnvironment();
            var table = settings.require("GARDEN_TABLE");
            settings.orExit();
            LoggerFactory.getLogger("garden").atInfo().addKeyValue("table", table).log("Started");
        }
    }
}
