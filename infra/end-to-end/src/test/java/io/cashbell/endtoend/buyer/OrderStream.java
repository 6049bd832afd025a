package io.cashbell.endtoend.buyer;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Json;
import io.cashbell.endtoend.shop.Poll;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Server-sent events of one order. */
public final class OrderStream implements AutoCloseable {
    private final Stream<String> lines;
    private final List<Change> changes = new CopyOnWriteArrayList<>();

    private OrderStream(Stream<String> lines) {
        this.lines = lines;
        Thread.ofVirtual().start(this::listen);
    }

    /**
     * @param at when it was heard
     */
    public record Change(JsonNode order, Instant at) {
        public String status() {
            return order.path("status").asText();
        }
    }

    static OrderStream open(URI address) {
        return new OrderStream(Http.lines(address));
    }

    public Change await(String status, Duration limit) {
        return Poll.get(
                limit,
                "the stream says " + status,
                () ->
                        changes.stream()
                                .filter(change -> change.status().equals(status))
                                .findFirst());
    }

    /** Everything heard so far. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    @Override
    public void close() {
        lines.close();
    }

    private void listen() {
        try {
            lines.filter(line -> line.startsWith("data:"))
                    .map(line -> Json.read(line.substring("data:".length())))
                    .forEach(order -> changes.add(new Change(order, Instant.now())));
        } catch (UncheckedIOException closed) {
            // The shop, or whoever listens, has ended it; what was heard stays.
            return;
        }
    }
}
