package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.cashbell.local.process.FreePort;
import io.cashbell.local.process.Repository;
import io.cashbell.local.process.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How Docker asks whether a service is ready: by the very words of its image, with no program at
 * hand but bash.
 */
class HealthCheckTest {
    private static final Pattern CHECK =
            Pattern.compile("^HEALTHCHECK .*\\\\\\R\\s+CMD (\\[.*])$", Pattern.MULTILINE);
    private static final int HEALTHY = 0;

    @TempDir private Path nothing;

    @ParameterizedTest
    @EnumSource
    void aReadyServiceIsHealthy(Service service) throws Exception {
        try (var readiness = Readiness.answering(200)) {
            assertThat(check(service, readiness.port())).isEqualTo(HEALTHY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceThatIsNotReadyIsNot(Service service) throws Exception {
        try (var readiness = Readiness.answering(503)) {
            assertThat(check(service, readiness.port())).isNotEqualTo(HEALTHY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceThatDoesNotListenIsNot(Service service) throws Exception {
        assertThat(check(service, FreePort.find())).isNotEqualTo(HEALTHY);
    }

    private int check(Service service, int port) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash on this machine");
        var address = "/127.0.0.1/" + service.defaultPort();
        var words = words(service);
        assertThat(words).as("asks at its own port").anyMatch(word -> word.contains(address));
        var builder =
                new ProcessBuilder(
                        words.stream()
                                .map(word -> word.replace(address, "/127.0.0.1/" + port))
                                .toList());
        builder.environment().clear();
        builder.environment().put("PATH", nothing.toString());
        return builder.start().waitFor();
    }

    private static List<String> words(Service service) throws IOException {
        var file = Repository.root().resolve(service.module()).resolve("Dockerfile");
        var check = CHECK.matcher(Files.readString(file));
        assertThat(check.find()).as(file + " has a health check").isTrue();
        return new ObjectMapper().readerForListOf(String.class).readValue(check.group(1));
    }

    /** A service of which nothing is known but how ready it is. */
    private record Readiness(HttpServer server) implements AutoCloseable {
        static Readiness answering(int status) throws IOException {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var server = HttpServer.create(address, 0);
            server.createContext(
                    "/health/readiness",
                    exchange -> {
                        exchange.sendResponseHeaders(status, -1);
                        exchange.close();
                    });
            server.start();
            return new Readiness(server);
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
