package io.cashbell.order.store;

import io.cashbell.messaging.item.Values;
import io.cashbell.order.Currency;
import io.cashbell.order.Heard;
import io.cashbell.order.Instructions;
import io.cashbell.order.Money;
import io.cashbell.order.Order;
import io.cashbell.order.OrderState;
import io.cashbell.order.OrderState.Cancelled;
import io.cashbell.order.OrderState.Created;
import io.cashbell.order.OrderState.Expired;
import io.cashbell.order.OrderState.Paid;
import io.cashbell.order.OrderState.Refunded;
import io.cashbell.order.OrderState.Shipped;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PaymentStatus;
import io.cashbell.order.Receipt;
import io.cashbell.order.Refunds;
import io.cashbell.order.Shipment;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of an order that change. */
final class StateAttributes {
    static final String STATUS = "st";
    static final String PAYMENT = "ps";
    static final String RECEIPT = "rc";
    private static final String HEARD = "seq";
    private static final String HEARD_METHOD = "hm";
    private static final String INSTRUCTIONS = "in";

    /** Only where it is later than that of the instructions. */
    private static final String PAYABLE_UNTIL = "hu";

    private static final String SHIPMENT = "sh";
    private static final String ENDED_AT = "end";
    private static final String REASON = "why";
    private static final String CONCERNS = "cc";
    private static final String REFUNDS = "rf";
    private static final String KEPT = "rk";

    private StateAttributes() {}

    /** All of them; null for one that the item does not have in this state. */
    static Map<String, @Nullable AttributeValue> of(Order order) {
        OrderState state = order.state();
        Map<String, @Nullable AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(STATUS, Values.of(state.status().text()));
        attributes.put(PAYMENT, Values.of(state.payment().text()));
        attributes.put(RECEIPT, receipt(state.receipt()));
        refunds(state.receipt(), attributes);
        attributes.put(SHIPMENT, shipment(state.shipment()));
        attributes.put(
                HEARD,
                state instanceof Created(_, var heard) && heard.sequence() > 0
                        ? Values.of(heard.sequence())
                        : null);
        attributes.put(
                HEARD_METHOD,
                state instanceof Created && order.paidBy() != order.method()
                        ? Values.of(order.paidBy().code())
                        : null);
        attributes.put(INSTRUCTIONS, instructions(state.instructions()));
        attributes.put(PAYABLE_UNTIL, payableUntil(state));
        Instant endedAt =
                switch (state) {
                    case Cancelled cancelled -> cancelled.at();
                    case Expired expired -> expired.at();
                    case Refunded refunded -> refunded.at();
                    case Created _, Paid _, Shipped _ -> null;
                };
        attributes.put(ENDED_AT, endedAt == null ? null : Values.of(endedAt.toEpochMilli()));
        attributes.put(
                REASON,
                state instanceof Cancelled cancelled ? Values.of(cancelled.reason()) : null);
        attributes.put(
                CONCERNS,
                order.concerns().isEmpty()
                        ? null
                        : Values.of(order.concerns().stream().map(Values::of).toList()));
        attributes.put(Listing.GROUP, Listing.group(order));
        ReservationAttributes.put(order.reservation(), attributes);
        attributes.put(TimelineAttributes.TIMELINE, TimelineAttributes.of(order.timeline()));
        return attributes;
    }

    private static @Nullable AttributeValue payableUntil(OrderState state) {
        if (!(state instanceof Created(_, var heard))) {
            return null;
        }
        Instant until = heard.payableUntil();
        Instructions latest = heard.instructions();
        return until == null || (latest != null && latest.expiresAt().equals(until))
                ? null
                : Values.of(until.toEpochMilli());
    }

    private static Heard heard(Map<String, AttributeValue> item) {
        Heard heard =
                new Heard(
                        Values.optionalNumber(item, HEARD).orElse(0L),
                        instructions(Values.map(item, INSTRUCTIONS)),
                        method(item, HEARD_METHOD));
        return Values.optionalNumber(item, PAYABLE_UNTIL)
                .map(Instant::ofEpochMilli)
                .map(heard::payableUntil)
                .orElse(heard);
    }

    static OrderState state(Map<String, AttributeValue> item) {
        PaymentStatus payment = PaymentStatus.of(Values.text(item, PAYMENT));
        Receipt receipt = receipt(item, Values.map(item, RECEIPT));
        Shipment shipment = shipment(Values.map(item, SHIPMENT));
        return switch (OrderStatus.of(Values.text(item, STATUS))) {
            case CREATED -> new Created(payment, heard(item));
            case PAID -> new Paid(payment, present(receipt), shipment);
            case SHIPPED -> new Shipped(payment, receipt, present(shipment));
            case CANCELLED ->
                    new Cancelled(
                            payment, receipt, shipment, Values.text(item, REASON), endedAt(item));
            case EXPIRED -> new Expired(endedAt(item));
            case REFUNDED -> new Refunded(present(receipt), shipment, endedAt(item));
        };
    }

    static List<String> concerns(Map<String, AttributeValue> item) {
        return Values.list(item, CONCERNS).stream().map(AttributeValue::s).toList();
    }

    static @Nullable AttributeValue receipt(@Nullable Receipt receipt) {
        if (receipt == null) {
            return null;
        }
        Map<String, AttributeValue> members = new HashMap<>();
        members.put("at", Values.of(receipt.paidAt().toEpochMilli()));
        put(members, "id", receipt.paymentId());
        put(members, "no", receipt.gatewayTradeNo());
        PaymentMethod other = receipt.otherMethod();
        put(members, "m", other == null ? null : other.code());
        return Values.of(members);
    }

    private static @Nullable Receipt receipt(
            Map<String, AttributeValue> item, Map<String, AttributeValue> members) {
        return members.isEmpty()
                ? null
                : new Receipt(
                        Instant.ofEpochMilli(Values.number(members, "at")),
                        Values.optionalText(members, "id").orElse(null),
                        Values.optionalText(members, "no").orElse(null),
                        method(members, "m"),
                        refunds(item));
    }

    private static @Nullable PaymentMethod method(
            Map<String, AttributeValue> members, String name) {
        return Values.optionalText(members, name).flatMap(PaymentMethod::find).orElse(null);
    }

    private static void refunds(
            @Nullable Receipt receipt, Map<String, @Nullable AttributeValue> attributes) {
        Refunds refunds = receipt == null ? null : receipt.refunds();
        if (refunds == null || refunds.all().isEmpty()) {
            attributes.put(REFUNDS, null);
            attributes.put(KEPT, null);
        } else {
            attributes.put(REFUNDS, RefundAttributes.of(refunds.all()));
            attributes.put(KEPT, Values.of(refunds.kept().minorUnits()));
        }
    }

    /** What came in is what the order costs: nothing else pays it. */
    private static Refunds refunds(Map<String, AttributeValue> item) {
        Currency currency = Currency.valueOf(Values.text(item, OrderItem.CURRENCY));
        long received = Values.number(item, OrderItem.TOTAL);
        return new Refunds(
                new Money(received, currency),
                new Money(Values.optionalNumber(item, KEPT).orElse(received), currency),
                RefundAttributes.read(Values.list(item, REFUNDS), currency));
    }

    private static @Nullable AttributeValue instructions(@Nullable Instructions given) {
        if (given == null) {
            return null;
        }
        Map<String, AttributeValue> members = new HashMap<>();
        members.put("until", Values.of(given.expiresAt().toEpochMilli()));
        put(members, "b", given.bankCode());
        put(members, "a", given.account());
        put(members, "c", given.paymentCode());
        if (!given.barcodes().isEmpty()) {
            members.put("s", Values.of(given.barcodes().stream().map(Values::of).toList()));
        }
        return Values.of(members);
    }

    private static void put(
            Map<String, AttributeValue> members, String name, @Nullable String text) {
        if (text != null) {
            members.put(name, Values.of(text));
        }
    }

    private static @Nullable Instructions instructions(Map<String, AttributeValue> members) {
        return members.isEmpty()
                ? null
                : new Instructions(
                        Values.optionalText(members, "b").orElse(null),
                        Values.optionalText(members, "a").orElse(null),
                        Values.optionalText(members, "c").orElse(null),
                        Values.list(members, "s").stream().map(AttributeValue::s).toList(),
                        Instant.ofEpochMilli(Values.number(members, "until")));
    }

    private static @Nullable AttributeValue shipment(@Nullable Shipment shipment) {
        return shipment == null
                ? null
                : Values.of(
                        Map.of(
                                "at", Values.of(shipment.at().toEpochMilli()),
                                "c", Values.of(shipment.carrier()),
                                "t", Values.of(shipment.trackingNumber())));
    }

    private static @Nullable Shipment shipment(Map<String, AttributeValue> members) {
        return members.isEmpty()
                ? null
                : new Shipment(
                        Instant.ofEpochMilli(Values.number(members, "at")),
                        Values.text(members, "c"),
                        Values.text(members, "t"));
    }

    private static Instant endedAt(Map<String, AttributeValue> item) {
        return Instant.ofEpochMilli(Values.number(item, ENDED_AT));
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("The item lacks what its status promises");
        }
        return value;
    }
}
