package io.cashbell.local.aws;

import com.sun.net.httpserver.HttpExchange;
import io.cashbell.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SNS in the AWS query protocol: a form comes in, XML goes out. Its subscribers are queues. */
final class SnsEmulator implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SnsEmulator.class);

    private final LoopbackServer server;
    private final Map<String, Function<SnsRequest, Xml>> actions = new HashMap<>();

    private SnsEmulator(int port, Topics topics, QueueSender queues, String account)
            throws IOException {
        new TopicActions(topics, account).addTo(actions);
        new SubscriptionActions(topics, account).addTo(actions);
        new PublishActions(topics, new Delivery(queues)).addTo(actions);
        server = LoopbackServer.start(port, Map.of("/", this::answer));
    }

    /**
     * @param port 0 chooses a free one
     * @param folder where topics and subscriptions live; absent keeps them in memory
     */
    static SnsEmulator start(
            int port, @Nullable Path folder, String region, String account, QueueSender queues)
            throws IOException {
        var prefix = "arn:aws:sns:" + region + ":" + account + ":";
        var topics = new Topics(prefix, TopicsFile.in(folder));
        return new SnsEmulator(port, topics, queues, account);
    }

    URI endpoint() {
        return Loopback.http(server.port());
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var request = SnsRequest.parse(body);
        try {
            var action = actions.get(request.action());
            if (action == null) {
                throw SnsException.of(
                        "InvalidAction",
                        "The action " + request.action() + " is not valid for this endpoint.");
            }
            send(exchange, 200, action.apply(request).answer(request.action()));
        } catch (SnsException refused) {
            send(
                    exchange,
                    refused.status(),
                    Xml.error(refused.code(), String.valueOf(refused.getMessage()), true));
        } catch (RuntimeException failure) {
            log.error("{} failed", request.action(), failure);
            send(exchange, 500, Xml.error("InternalError", "see the emulator's log", false));
        }
    }

    private static void send(HttpExchange exchange, int status, String xml) throws IOException {
        LoopbackServer.send(exchange, status, "text/xml; charset=utf-8", xml);
    }
}
