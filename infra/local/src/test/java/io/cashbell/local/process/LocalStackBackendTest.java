package io.cashbell.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine whose Docker has no image and reaches no registry. */
class LocalStackBackendTest {
    @TempDir private Path home;
    private HttpServer docker;

    @BeforeEach
    void startDocker() throws IOException {
        docker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        docker.createContext("/", LocalStackBackendTest::answer);
        docker.start();
    }

    @AfterEach
    void stopDocker() {
        docker.stop(0);
    }

    @Test
    void withoutItsImageItIsMissingAndSaysWhy() throws Exception {
        assertThat(ask())
                .contains(
                        "backend localstack: there is Docker, but it cannot have"
                                + " localstack/localstack:4.14.0: ");
    }

    /** In a JVM of its own: Testcontainers looks for Docker once in the life of one. */
    public static void main(String[] arguments) {
        System.out.println(LocalStackBackend.missing().orElse("it is there"));
    }

    private String ask() throws IOException {
        var builder =
                new ProcessBuilder(
                                Java.command(),
                                "-XX:TieredStopAtLevel=1",
                                "-Duser.home=" + home,
                                "-cp",
                                System.getProperty("java.class.path"),
                                LocalStackBackendTest.class.getName())
                        .redirectErrorStream(true);
        builder.environment()
                .put("DOCKER_HOST", "tcp://127.0.0.1:" + docker.getAddress().getPort());
        builder.environment().put("TESTCONTAINERS_RYUK_DISABLED", "true");
        builder.environment().remove("AWS_EMULATOR_IMAGE");
        var child = builder.start();
        return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange request) throws IOException {
        var path = request.getRequestURI().getPath();
        if (path.endsWith("/_ping")) {
            answer(request, 200, "OK");
        } else if (path.endsWith("/info")) {
            answer(
                    request,
                    200,
                    "{\"OSType\":\"linux\",\"ServerVersion\":\"28.0.0\",\"MemTotal\":1}");
        } else if (path.endsWith("/version")) {
            answer(request, 200, "{\"ApiVersion\":\"1.48\",\"Version\":\"28.0.0\"}");
        } else if (path.endsWith("/images/json") || path.endsWith("/containers/json")) {
            answer(request, 200, "[]");
        } else {
            answer(request, 404, "{\"message\":\"no such thing here\"}");
        }
    }

    private static void answer(HttpExchange request, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        request.getRequestBody().readAllBytes();
        request.getResponseHeaders().add("Content-Type", "application/json");
        request.sendResponseHeaders(status, bytes.length);
        request.getResponseBody().write(bytes);
        request.close();
    }
}
