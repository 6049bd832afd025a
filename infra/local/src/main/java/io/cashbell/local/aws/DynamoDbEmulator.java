package io.cashbell.local.aws;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local behind a Jetty of ours: its own server listens on every address and reports its
 * use to Amazon, this one does neither.
 */
final class DynamoDbEmulator implements AutoCloseable {
    private final Server server;
    private final LocalDynamoDBServerHandler handler;

    private DynamoDbEmulator(Server server, LocalDynamoDBServerHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * @param port 0 chooses a free one
     * @param folder where the tables live; absent keeps them in memory
     */
    static DynamoDbEmulator start(int port, @Nullable Path folder) throws IOException {
        if (folder != null) {
            Files.createDirectories(folder);
        }
        // Authority level 0 is the public API; one shared database, whatever the caller's key or
        // region.
        var requests =
                new LocalDynamoDBRequestHandler(
                        0, folder == null, folder == null ? null : folder.toString(), true, false);
        var handler = new LocalDynamoDBServerHandler(requests, null);
        var server = new Server(new InetSocketAddress(Loopback.ADDRESS, port));
        server.setHandler(handler);
        server.setStopTimeout(0);
        try {
            server.start();
        } catch (Exception failure) {
            throw new IOException("DynamoDB Local does not start on port " + port, failure);
        }
        return new DynamoDbEmulator(server, handler);
    }

    URI endpoint() {
        return Loopback.http(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local does not stop", failure);
        } finally {
            handler.close();
        }
    }
}
