package io.cashbell.local.gateway.http;

import io.cashbell.local.gateway.http.Reply.Delivery;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.http.protocol.ResponseDate;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1, one virtual thread per connection, over Apache HttpCore. The JDK's own server would do
 * but for one thing: it writes {@code Wechatpay-timestamp} whatever a reply says, and clients that
 * look headers up by their exact names (wechatpay-java is one) then find nothing.
 */
public final class SandboxServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SandboxServer.class);

    private static final int WAITING_CONNECTIONS = 1024;

    /** Also of the wait for the next request on a connection. */
    private static final int READ_LIMIT_MILLIS = 120_000;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private static final Http1Config LIMITS =
            Http1Config.custom().setMaxLineLength(16 * 1024).setMaxHeaderCount(200).build();

    /** Payment pages may not be framed, and nothing here loads from elsewhere. */
    private static final Map<String, String> OF_EVERY_REPLY =
            Map.of(
                    "X-Content-Type-Options",
                    "nosniff",
                    "Content-Security-Policy",
                    // Forms do go elsewhere: back to the shop.
                    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
                            + " base-uri 'none'; frame-ancestors 'none'",
                    "Cache-Control",
                    "no-store");

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<DefaultBHttpServerConnection> connections = ConcurrentHashMap.newKeySet();
    private @Nullable Thread acceptor;

    private SandboxServer(ServerSocket socket) {
        this.socket = socket;
    }

    /** Has the port when it returns; who connects waits until {@link #serve}. */
    public static SandboxServer listen(InetSocketAddress address) throws IOException {
        var socket = new ServerSocket();
        try {
            // A port whose last connections are not quite over is free all the same.
            socket.setReuseAddress(true);
            socket.bind(address, WAITING_CONNECTIONS);
            return new SandboxServer(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public void serve(Router router) {
        var service =
                new HttpService(
                        HttpProcessorBuilder.create()
                                .addAll(
                                        new ResponseDate(),
                                        new ResponseContent(),
                                        new ResponseConnControl())
                                .build(),
                        (_, _) -> (request, response, _) -> answer(router, request, response),
                        null,
                        null);
        acceptor =
                Thread.ofPlatform().daemon().name("gateway-sandbox").start(() -> accept(service));
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The port is free when it returns; what is being answered is cut off. */
    @Override
    public void close() {
        try {
            socket.close();
            if (acceptor != null) {
                // Only when nobody waits at it any more does the system take the port back.
                acceptor.join(CLOSE_LIMIT);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.atWarn().setCause(e).log("The sandbox's port did not close well");
        }
        threads.shutdownNow();
        connections.forEach(connection -> connection.close(CloseMode.IMMEDIATE));
    }

    private void accept(HttpService service) {
        while (!socket.isClosed()) {
            try {
                var accepted = socket.accept();
                threads.execute(() -> converse(service, accepted));
            } catch (IOException | RuntimeException e) {
                if (!socket.isClosed()) {
                    log.atWarn().setCause(e).log("A connection could not be accepted");
                }
            }
        }
    }

    private void converse(HttpService service, Socket accepted) {
        var connection = new DefaultBHttpServerConnection("http", LIMITS);
        connections.add(connection);
        try {
            accepted.setTcpNoDelay(true);
            accepted.setSoTimeout(READ_LIMIT_MILLIS);
            connection.bind(accepted);
            while (connection.isOpen() && !socket.isClosed()) {
                service.handleRequest(connection, HttpCoreContext.create());
            }
        } catch (ConnectionClosedException | SocketException | HttpException e) {
            // Over: the other side ended it, or it was to be cut off, or it is not HTTP.
            log.atTrace().setCause(e).log("A connection ended");
        } catch (IOException e) {
            log.atDebug().setCause(e).log("A connection broke");
        } finally {
            connections.remove(connection);
            connection.close(CloseMode.IMMEDIATE);
        }
    }

    private static void answer(
            Router router, ClassicHttpRequest request, ClassicHttpResponse response)
            throws IOException {
        var entity = request.getEntity();
        var reply =
                router.answer(
                        request.getMethod(),
                        request.getRequestUri(),
                        headers(request),
                        entity == null ? null : entity.getContent());
        if (reply.delivery() == Delivery.NONE) {
            throw new ConnectionClosedException("closed without a word");
        }
        response.setCode(reply.status());
        OF_EVERY_REPLY.forEach(response::setHeader);
        reply.headers().forEach(response::setHeader);
        if (reply.body().length > 0) {
            response.setEntity(entity(reply));
        }
    }

    private static Map<String, List<String>> headers(ClassicHttpRequest request) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var header : request.getHeaders()) {
            headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>())
                    .add(header.getValue());
        }
        return headers;
    }

    /** Promises the whole and sends what is to arrive. */
    private static HttpEntity entity(Reply reply) {
        var body = reply.body();
        return new EntityTemplate(
                body.length,
                null,
                null,
                out -> {
                    if (reply.delivery() == Delivery.WHOLE) {
                        out.write(body);
                        return;
                    }
                    out.write(body, 0, body.length / 2);
                    out.flush();
                    throw new ConnectionClosedException("cut off in the middle");
                });
    }
}
