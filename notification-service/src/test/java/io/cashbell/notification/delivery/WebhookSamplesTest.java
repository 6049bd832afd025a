package io.cashbell.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples that receivers copy believe what we sign and nothing else. */
@Timeout(120)
class WebhookSamplesTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String BODY = "{\"type\":\"payment-confirmed\",\"data\":{\"name\":\"茶\"}}";
    private static final Map<String, String> TOOLS =
            Map.of(
                    "verify.py", "python3",
                    "verify.mjs", "node",
                    "Verify.java",
                            Path.of(System.getProperty("java.home"), "bin", "java").toString());

    @ParameterizedTest
    @ValueSource(strings = {"verify.py", "verify.mjs", "Verify.java"})
    void believesWhatWeSignAndNothingElse(String sample) throws IOException, InterruptedException {
        String tool = TOOLS.getOrDefault(sample, "");
        assumeTrue(isHere(tool), tool + " is not installed");
        Instant now = Instant.now();
        String time = Long.toString(now.getEpochSecond());
        String genuine = WebhookSignature.by(SECRET).sign("event1", now, BODY);
        String twice = WebhookSignature.by(OTHER + "," + SECRET).sign("event1", now, BODY);
        Instant earlier = now.minusSeconds(600);
        String old = WebhookSignature.by(SECRET).sign("event1", earlier, BODY);

        assertThat(accepts(tool, sample, "event1", time, genuine, BODY)).isTrue();
        assertThat(accepts(tool, sample, "event1", time, twice, BODY)).isTrue();
        assertThat(accepts(tool, sample, "event2", time, genuine, BODY)).isFalse();
        assertThat(accepts(tool, sample, "event1", time, genuine, BODY + " ")).isFalse();
        assertThat(accepts(tool, sample, "event1", time, "v1,AAAA", BODY)).isFalse();
        assertThat(
                        accepts(
                                tool,
                                sample,
                                "event1",
                                Long.toString(earlier.getEpochSecond()),
                                old,
                                BODY))
                .as("replayed")
                .isFalse();
    }

    private static boolean isHere(String tool) {
        return new File(tool).canExecute()
                || Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .anyMatch(folder -> new File(folder, tool).canExecute());
    }

    private static boolean accepts(
            String tool, String sample, String id, String time, String signature, String body)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool));
        if (sample.endsWith(".java")) {
            // Compiled at each start.
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        }
        command.addAll(List.of("docs/webhook/" + sample, id, time, signature, SECRET));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isIn(0, 1);
        assertThat(said).as("no stack trace").isEmpty();
        return process.exitValue() == 0;
    }
}
