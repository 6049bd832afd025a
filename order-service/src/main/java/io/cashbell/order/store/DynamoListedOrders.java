package io.cashbell.order.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.order.Order;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.admin.ListedOrders;
import io.cashbell.order.admin.OrderFilter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Orders by the two indexes; each page reads a bounded number of keys and orders. */
@Singleton
final class DynamoListedOrders implements ListedOrders {
    private static final Logger log = LoggerFactory.getLogger(DynamoListedOrders.class);

    private static final int MOST_ORDERS = 1_000;
    private static final int MOST_KEYS = 10_000;

    /** After the place of every order. */
    private static final String END = "~";

    private final DynamoDbClient dynamo;
    private final String table;
    private final OrderBatches batches;

    @Inject
    DynamoListedOrders(DynamoDbClient dynamo, MessagingConfiguration configuration) {
        this(dynamo, configuration.table());
    }

    DynamoListedOrders(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
        this.batches = new OrderBatches(dynamo, table);
    }

    @Override
    public Page page(OrderFilter filter, Optional<String> after, int limit) {
        if (after.isPresent() && !Listing.isPlace(after.get())) {
            throw new IllegalArgumentException("No page ended there");
        }
        Walk walk = new Walk(streams(filter, after, limit), filter);
        List<Order> found = new ArrayList<>();
        while (found.size() < limit && walk.isWorthwhile()) {
            List<KeyStream.Entry> chunk =
                    walk.take(Math.clamp(limit - found.size(), 20, OrderBatches.MOST));
            // As they were last written: an owner who has just commanded something looks here.
            Map<String, Order> orders = batches.read(chunk, true);
            for (KeyStream.Entry entry : chunk) {
                Order order = orders.get(entry.id());
                if (order != null && filter.takes(order)) {
                    found.add(order);
                    if (found.size() == limit) {
                        boolean last = entry.equals(chunk.getLast()) && walk.isOver();
                        return new Page(
                                found, last ? Optional.empty() : Optional.of(entry.place()));
                    }
                }
            }
        }
        return new Page(found, walk.isOver() ? Optional.empty() : walk.place());
    }

    private List<KeyStream> streams(OrderFilter filter, Optional<String> after, int limit) {
        Instant from = filter.from();
        Instant to = filter.to();
        String low = from == null ? "0" : Listing.place(from);
        String high = to == null ? END : Listing.place(to);
        if (after.isPresent() && after.get().compareTo(high) < 0) {
            high = after.get();
        }
        if (low.compareTo(high) >= 0) {
            return List.of();
        }
        PhoneNumber phone = filter.phone();
        OrderStatus status = filter.status();
        String end = high;
        // Where most are passed over, many keys cost little more than few.
        int page = filter.method() == null ? Math.max(limit, 20) : 500;
        return phone != null
                ? List.of(
                        new KeyStream(
                                dynamo,
                                table,
                                Listing.PHONE,
                                Listing.PHONE_KEY,
                                Listing.phone(phone),
                                low,
                                end,
                                OrderBatches.MOST))
                : Listing.groups(status == null ? OrderStatus.values() : new OrderStatus[] {status})
                        .stream()
                        .map(
                                group ->
                                        new KeyStream(
                                                dynamo,
                                                table,
                                                Listing.LISTED,
                                                Listing.GROUP,
                                                group,
                                                low,
                                                end,
                                                page))
                        .toList();
    }

    /** Down the streams, the newest of all first. */
    private static final class Walk {
        private final List<KeyStream> streams;
        private final @Nullable String method;
        private int keys;
        private int orders;
        private Optional<String> place = Optional.empty();

        Walk(List<KeyStream> streams, OrderFilter filter) {
            this.streams = streams;
            this.method = filter.method() == null ? null : filter.method().code();
            readAhead();
        }

        /** Places of all that were passed, taken or not. */
        Optional<String> place() {
            return place;
        }

        boolean isOver() {
            return newest().isEmpty();
        }

        boolean isWorthwhile() {
            return keys < MOST_KEYS && orders < MOST_ORDERS && !isOver();
        }

        List<KeyStream.Entry> take(int count) {
            List<KeyStream.Entry> taken = new ArrayList<>();
            while (taken.size() < count && keys < MOST_KEYS) {
                Optional<KeyStream> stream = newest();
                if (stream.isEmpty()) {
                    break;
                }
                KeyStream.Entry entry = stream.get().peek().orElseThrow();
                stream.get().pop();
                keys++;
                // An order that moves from one group to the other is in both for a moment.
                boolean passed = place.filter(entry.place()::equals).isPresent();
                place = Optional.of(entry.place());
                if (passed) {
                    continue;
                }
                if (method == null || entry.method().map(method::equals).orElse(true)) {
                    taken.add(entry);
                }
            }
            orders += taken.size();
            return taken;
        }

        private Optional<KeyStream> newest() {
            return streams.stream()
                    .filter(stream -> stream.peek().isPresent())
                    .max(Comparator.comparing(stream -> stream.peek().orElseThrow().place()));
        }

        /** One after the other they would make a page wait for each. */
        private void readAhead() {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                // A failure shows again, and as itself, when the stream is asked.
                streams.forEach(stream -> threads.execute(() -> ahead(stream)));
            }
        }

        private static void ahead(KeyStream stream) {
            try {
                stream.peek();
            } catch (SdkException again) {
                log.atDebug().setCause(again).log("Orders are asked for again");
            }
        }
    }
}
