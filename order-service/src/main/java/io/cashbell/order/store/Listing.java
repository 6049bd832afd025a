package io.cashbell.order.store;

import io.cashbell.messaging.item.Values;
import io.cashbell.order.Digest;
import io.cashbell.order.Order;
import io.cashbell.order.OrderState;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The keys by which orders are listed. Index {@code listed}: group and shard, then place in time.
 * Index {@code phone}: digest of the buyer's number, then place in time.
 *
 * <p>An order changes its group when it leaves the shop or comes to its end, not when it is paid:
 * that would be two more write units for every order. See {@code infra/decisions/0007}.
 */
final class Listing {
    static final String LISTED = "listed";
    static final String PHONE = "phone";
    static final String GROUP = "lg";
    static final String PLACE = "lt";
    static final String PHONE_KEY = "ph";
    private static final String OPEN = "o";

    /** A key of an index takes 1,000 writes a second, and the newest end of a group is one key. */
    static final int SHARDS = 4;

    /** 45 bits of milliseconds in base 32: good for a thousand years. */
    private static final int TIME = 9;

    /** Of the order's id: no two orders of one millisecond meet. */
    private static final int ID = 8;

    private static final int PHONE_LENGTH = 22;
    private static final Pattern PLACE_FORM = Pattern.compile("[0-9a-z]{17}");

    private Listing() {}

    /** Those of a new order that never change. */
    static Map<String, AttributeValue> fixed(Order order) {
        return Map.of(
                PLACE, Values.of(place(order.placedAt()) + order.id().value().substring(0, ID)),
                PHONE_KEY, Values.of(phone(order.buyer().phone())));
    }

    static AttributeValue group(Order order) {
        return Values.of(
                group(order.state()) + Math.floorMod(order.id().value().hashCode(), SHARDS));
    }

    /** Everywhere orders of those statuses may be. */
    static List<String> groups(OrderStatus... statuses) {
        return keys(List.of(statuses).stream().flatMap(status -> letters(status).stream()));
    }

    /** Where orders are that wait for something: created, or paid and not sent. */
    static List<String> open() {
        return keys(Stream.of(OPEN));
    }

    /** Where those of these statuses are that wait for nothing. */
    static List<String> closed(OrderStatus... statuses) {
        return keys(
                List.of(statuses).stream()
                        .flatMap(status -> letters(status).stream())
                        .filter(letter -> !letter.equals(OPEN)));
    }

    private static List<String> keys(Stream<String> letters) {
        return letters.distinct()
                .flatMap(letter -> IntStream.range(0, SHARDS).mapToObj(shard -> letter + shard))
                .toList();
    }

    static String phone(PhoneNumber phone) {
        return Digest.of("phone " + phone.value()).value().substring(0, PHONE_LENGTH);
    }

    /** Before the place of every order that was placed then. */
    static String place(Instant time) {
        String digits = Long.toString(time.toEpochMilli(), 32);
        return "0".repeat(TIME - digits.length()) + digits;
    }

    static boolean isPlace(String text) {
        return PLACE_FORM.matcher(text).matches();
    }

    private static String group(OrderState state) {
        return switch (state) {
            case OrderState.Created _ -> OPEN;
            // Sent before it was paid: nothing is left to do.
            case OrderState.Paid paid -> paid.shipment() == null ? OPEN : "d";
            case OrderState.Shipped _ -> "s";
            case OrderState.Cancelled _ -> "c";
            case OrderState.Expired _ -> "e";
            case OrderState.Refunded _ -> "r";
        };
    }

    private static List<String> letters(OrderStatus status) {
        return switch (status) {
            case CREATED -> List.of(OPEN);
            case PAID -> List.of(OPEN, "d");
            case SHIPPED -> List.of("s");
            case CANCELLED -> List.of("c");
            case EXPIRED -> List.of("e");
            case REFUNDED -> List.of("r");
        };
    }
}
