package io.cashbell.local.gateway;

import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Router;
import io.cashbell.local.gateway.http.SandboxServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A router that listens, and no gateway behind it. */
final class RoutesUnderTest implements AutoCloseable {
    private final SandboxServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    RoutesUnderTest(Router router) throws IOException {
        server = SandboxServer.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.serve(router);
    }

    int port() {
        return server.port();
    }

    static Router router() {
        return new Router((_, status, message) -> Reply.text(status, message));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)), path);
    }

    HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        var address = URI.create("http://localhost:" + port() + path);
        return http.send(
                request.uri(address).timeout(Duration.ofSeconds(20)).build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        http.shutdownNow();
    }
}
