package io.cashbell.local.provision;

import io.cashbell.local.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every table, topic, queue and subscription of the shop: the one place where their names stand.
 *
 * <p>A shop on a laptop is named {@code local}; a test run has a name of its own, which ends all of
 * its names, so that runs do not meet.
 *
 * @param everyOrderIsMailed whether the notification service hears of every new order. Otherwise it
 *     hears of those alone that no payment will announce, and the others cost no message
 * @param buyersAreMailed whether the notification service hears what buyers are told, or not
 *     reminded of any more: it hears of every order then
 */
public record Topology(String name, boolean everyOrderIsMailed, boolean buyersAreMailed) {
    public static final String LOCAL = "local";

    public static final int MAX_RECEIVE_COUNT = 5;
    public static final int VISIBILITY_TIMEOUT_SECONDS = 30;
    public static final int LONG_POLL_SECONDS = 20;
    public static final int RETENTION_SECONDS = 14 * 24 * 60 * 60;

    /** The sparse index of items that still wait for somebody, such as an outbox entry's reader. */
    public static final String PENDING_INDEX = "pending";

    /** The sparse index of payments that somebody has to look at, and when. */
    public static final String DUE_INDEX = "due";

    /** The sparse index of payments by the day on which they were paid. */
    public static final String PAID_INDEX = "paid";

    /** The sparse index of payments of which something waits for a person. */
    public static final String WAITING_INDEX = "waiting";

    /** The index of orders by where they stand and when they were placed. */
    public static final String LISTED_INDEX = "listed";

    /** The index of orders by the buyer's phone number and when they were placed. */
    public static final String PHONE_INDEX = "phone";

    public static final String TTL_ATTRIBUTE = "ttl";

    private static final String DEAD_LETTERS = "-dead-letters";

    private static final Route NEW_ORDERS =
            new Route("order-events", "notification-queue", Filter.types("order.created.v1"));

    private static final Route BUYERS_ORDERS =
            new Route(
                    "order-events",
                    "notification-queue",
                    Filter.types(
                            "order.created.v1",
                            "order.shipped.v1",
                            "order.cancelled.v1",
                            "order.expired.v1"));

    private static final Route ORDERS_ON_ARRIVAL =
            new Route(
                    "order-events",
                    "notification-queue",
                    Filter.body(
                            """
                            {"type":["order.created.v1"],\
                            "data":{"paymentMethod":["pay-on-arrival"]}}\
                            """));

    private static final List<Route> PAYMENT_ROUTES =
            List.of(
                    new Route(
                            "order-events",
                            "payment-queue",
                            Filter.types(
                                    "order.created.v1",
                                    "order.cancelled.v1",
                                    "order.expired.v1",
                                    "order.refund-requested.v1",
                                    "shop.payment-methods-changed.v1")),
                    new Route("payment-events", "order-queue", Optional.empty()),
                    new Route(
                            "payment-events",
                            "notification-queue",
                            Filter.types(
                                    "payment.instructions-issued.v1",
                                    "payment.confirmed.v1",
                                    "payment.failed.v1",
                                    "payment.expired.v1",
                                    "payment.refunded.v1",
                                    "payment.refund-failed.v1",
                                    "payment.disputed.v1",
                                    "payment.day-closed.v1",
                                    "payment.warning-raised.v1")));

    public Topology {
        if (!name.matches("[A-Za-z0-9]{1,20}")) {
            throw new IllegalArgumentException(
                    "a shop is named by letters and digits, not " + name);
        }
    }

    /** The shop of the laptop, or of a test, that hears no more than it has to. */
    public Topology(String name) {
        this(name, false, false);
    }

    /**
     * What these settings of the notification service need, read as it reads them: every new order
     * is heard of when {@code NOTIFICATION_NEW_ORDERS} is {@code all}; that, and what becomes of
     * it, when {@code NOTIFICATION_BUYER_MAILS} is {@code true}.
     */
    public static Topology of(String name, Map<String, String> environment) {
        return new Topology(
                name,
                "all".equals(setting(environment, "NOTIFICATION_NEW_ORDERS")),
                "true".equalsIgnoreCase(setting(environment, "NOTIFICATION_BUYER_MAILS")));
    }

    private static String setting(Map<String, String> environment, String name) {
        var value = environment.getOrDefault(name, "").strip();
        var file = environment.getOrDefault(name + "_FILE", "").strip();
        if (!value.isEmpty() || file.isEmpty()) {
            return value;
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalStateException(
                    name + "_FILE names no file that can be read", unreadable);
        }
    }

    private List<Route> routes() {
        return Stream.concat(PAYMENT_ROUTES.stream(), Stream.of(mailedOrders())).toList();
    }

    private Route mailedOrders() {
        if (buyersAreMailed) {
            return BUYERS_ORDERS;
        }
        return everyOrderIsMailed ? NEW_ORDERS : ORDERS_ON_ARRIVAL;
    }

    public List<Table> tables() {
        return Stream.of(Service.values())
                .map(
                        service ->
                                new Table(
                                        service.word() + "-" + name,
                                        variable(service.word(), "TABLE"),
                                        service == Service.PAYMENT,
                                        service == Service.ORDER))
                .toList();
    }

    public List<Topic> topics() {
        return routes().stream().map(Route::topic).distinct().map(this::topic).toList();
    }

    /** Each before the queues that send their dead letters to it. */
    public List<Queue> queues() {
        var consumed =
                Stream.of(Service.values()).map(service -> service.word() + "-queue").toList();
        var deadLetters =
                Stream.concat(
                        consumed.stream().map(queue -> queue + DEAD_LETTERS),
                        routes().stream().map(Route::deadLetters));
        return Stream.concat(
                        deadLetters.map(queue -> queue(queue, Optional.empty())),
                        consumed.stream()
                                .map(
                                        queue ->
                                                queue(
                                                        queue,
                                                        Optional.of(named(queue + DEAD_LETTERS)))))
                .toList();
    }

    public List<Subscription> subscriptions() {
        return routes().stream()
                .map(
                        route ->
                                new Subscription(
                                        topic(route.topic()).name(),
                                        named(route.queue()),
                                        named(route.deadLetters()),
                                        route.filter()))
                .toList();
    }

    private Topic topic(String word) {
        return new Topic(named(word), variable(word, "TOPIC_ARN"));
    }

    private Queue queue(String word, Optional<String> deadLetters) {
        return new Queue(named(word), variable(word, "URL"), deadLetters);
    }

    private String named(String word) {
        return name.equals(LOCAL) ? word : word + "-" + name;
    }

    private static String variable(String word, String kind) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_') + "_" + kind;
    }

    /**
     * A table of one service.
     *
     * @param variable what tells the service the name
     * @param dues whether it has the indexes {@link #DUE_INDEX}, {@link #PAID_INDEX} and {@link
     *     #WAITING_INDEX}
     * @param orders whether it has the indexes {@link #LISTED_INDEX} and {@link #PHONE_INDEX}
     */
    public record Table(String name, String variable, boolean dues, boolean orders) {}

    /**
     * A topic.
     *
     * @param variable what tells a service the ARN
     */
    public record Topic(String name, String variable) {}

    /**
     * A queue.
     *
     * @param variable what tells a service the URL
     */
    public record Queue(String name, String variable, Optional<String> deadLetters) {}

    /**
     * A queue that hears a topic.
     *
     * @param deadLetters where a message goes that cannot be delivered to the queue
     */
    public record Subscription(
            String topic, String queue, String deadLetters, Optional<Filter> filter) {
        /** The attributes of the subscription, but for its redrive policy. */
        public Map<String, String> attributes() {
            return filter.map(
                            each ->
                                    Map.of(
                                            "RawMessageDelivery", "true",
                                            "FilterPolicyScope", each.scope(),
                                            "FilterPolicy", each.policy()))
                    .orElse(Map.of("RawMessageDelivery", "true"));
        }
    }

    /** A filter policy and what it looks at. */
    public record Filter(String scope, String policy) {
        static Optional<Filter> types(String... types) {
            return Optional.of(
                    new Filter(
                            "MessageAttributes",
                            "{\"type\":[\"" + String.join("\",\"", types) + "\"]}"));
        }

        static Optional<Filter> body(String policy) {
            return Optional.of(new Filter("MessageBody", policy));
        }
    }

    private record Route(String topic, String queue, Optional<Filter> filter) {
        String deadLetters() {
            return topic + "-to-" + queue + DEAD_LETTERS;
        }
    }
}
