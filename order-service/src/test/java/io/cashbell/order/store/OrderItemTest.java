package io.cashbell.order.store;

import static io.cashbell.order.OrderFixtures.PAID_AT;
import static io.cashbell.order.OrderFixtures.RECEIPT;
import static io.cashbell.order.OrderFixtures.SHIPMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.order.Currency;
import io.cashbell.order.Heard;
import io.cashbell.order.Instructions;
import io.cashbell.order.Money;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderLine;
import io.cashbell.order.OrderState;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PaymentStatus;
import io.cashbell.order.Receipt;
import io.cashbell.order.Refunds;
import io.cashbell.order.Reservation;
import io.cashbell.order.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class OrderItemTest {
    private static final Instant LATER = OrderFixtures.TRANSFER.expiresAt().plusSeconds(1);

    static Stream<OrderState> everyState() {
        return Stream.of(
                new OrderState.Created(PaymentStatus.PENDING, 0),
                new OrderState.Created(PaymentStatus.AWAITING_TRANSFER, 7),
                awaiting(OrderFixtures.TRANSFER),
                awaiting(new Instructions(null, null, "LLL26074000001", List.of(), PAID_AT)),
                awaiting(
                        new Instructions(
                                null,
                                null,
                                null,
                                List.of("150318C2A", "9203142607400001", "031800000002180"),
                                PAID_AT)),
                new OrderState.Created(
                        PaymentStatus.AWAITING_TRANSFER,
                        new Heard(7, OrderFixtures.TRANSFER, PaymentMethod.ECPAY_ATM)),
                new OrderState.Created(
                        PaymentStatus.AWAITING_TRANSFER,
                        new Heard(7, OrderFixtures.TRANSFER, null, LATER)),
                new OrderState.Created(
                        PaymentStatus.FAILED, new Heard(7, null, PaymentMethod.ECPAY_WEBATM)),
                new OrderState.Created(PaymentStatus.FAILED, new Heard(7, null, null, LATER)),
                new OrderState.Paid(
                        PaymentStatus.CONFIRMED,
                        new Receipt(
                                PAID_AT,
                                "payment-1",
                                "2603010210001",
                                PaymentMethod.ECPAY_ATM,
                                Refunds.none(OrderFixtures.TOTAL)),
                        null),
                new OrderState.Paid(PaymentStatus.CONFIRMED, RECEIPT, null),
                new OrderState.Paid(
                        PaymentStatus.CONFIRMED,
                        Receipt.onArrival(PAID_AT, OrderFixtures.TOTAL),
                        SHIPMENT),
                new OrderState.Shipped(PaymentStatus.CONFIRMED, RECEIPT, SHIPMENT),
                new OrderState.Shipped(PaymentStatus.DUE_ON_ARRIVAL, null, SHIPMENT),
                new OrderState.Cancelled(PaymentStatus.PENDING, null, null, "no", PAID_AT),
                new OrderState.Cancelled(PaymentStatus.CONFIRMED, RECEIPT, null, "no", PAID_AT),
                new OrderState.Expired(PAID_AT),
                new OrderState.Refunded(RECEIPT, SHIPMENT, PAID_AT));
    }

    private static OrderState awaiting(Instructions instructions) {
        return new OrderState.Created(PaymentStatus.AWAITING_TRANSFER, new Heard(7, instructions));
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void anOrderIsReadAsItWasWritten(OrderState state) {
        Order order = OrderFixtures.in(state);
        assertThat(OrderItem.read(stored(order))).isEqualTo(order);
    }

    @Test
    void concernsAndAnOrderWithoutADeadlineAreKept() {
        Order order = OrderFixtures.onArrival().after(new OrderFact.PaymentDisputed("who is this"));
        assertThat(OrderItem.read(stored(order))).isEqualTo(order);
    }

    @Test
    void whatAnOrderHoldsIsKeptAndOrdinaryOrdersHaveNoAttributeForIt() {
        Order order =
                OrderFixtures.byCard()
                        .reserving(
                                Reservation.of(
                                        List.of(
                                                new Reservation.Units(
                                                        "tea-oolong", 2, "count-1"))));
        assertThat(OrderItem.read(stored(order))).isEqualTo(order);
        Order over = order.after(new OrderFact.DeadlinePassed(PAID_AT));
        assertThat(over.reservation().released()).isTrue();
        assertThat(OrderItem.read(stored(over))).isEqualTo(over);
        assertThat(stored(OrderFixtures.byCard())).doesNotContainKeys("hd", "hr");
    }

    @Test
    void whatIsNoOrderIsNotTakenForOne() {
        Map<String, AttributeValue> item = stored(OrderFixtures.byCard());
        item.remove("st");
        assertThatThrownBy(() -> OrderItem.read(item)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOrdinaryOrderWithItsEventIsWrittenWithOneUnit() {
        Order order = OrderFixtures.byCard();
        List<OrderLine> lines =
                List.of(
                        new OrderLine("tea-oolong", "阿里山高山烏龍", 2, Money.parse("600", Currency.TWD)),
                        new OrderLine(
                                "tea-oriental-beauty",
                                "東方美人茶",
                                1,
                                Money.parse("980", Currency.TWD)),
                        new OrderLine(
                                "tea-gift-set", "鈴山雙罐禮盒", 3, Money.parse("1180", Currency.TWD)));
        Order three =
                new Order(
                        order.id(),
                        lines,
                        Order.sum(lines),
                        order.method(),
                        order.locale(),
                        order.buyer(),
                        order.shipTo(),
                        order.accessTokenHash(),
                        order.requestDigest(),
                        order.placedAt(),
                        order.payBy(),
                        order.state(),
                        List.of(),
                        Timeline.EMPTY,
                        Reservation.NONE,
                        1);
        Map<String, AttributeValue> item = stored(three);
        item.putAll(
                Outbox.of(List.of(OutboxEntry.of("order.created.v1", order.placedAt(), 1)), "3"));
        assertThat(size(item)).isLessThanOrEqualTo(1024);
    }

    private static Map<String, AttributeValue> stored(Order order) {
        Map<String, AttributeValue> item = new HashMap<>(OrderItem.of(order));
        item.putAll(OrderItem.key(order.id()).attributes());
        item.put(ItemTable.VERSION, Values.of(order.version()));
        return item;
    }

    /**
     * By DynamoDB's rules: names and texts in UTF-8, three bytes for a map or list, one a member.
     */
    private static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(
                        entry ->
                                entry.getKey().getBytes(StandardCharsets.UTF_8).length
                                        + size(entry.getValue()))
                .sum();
    }

    private static int size(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(StandardCharsets.UTF_8).length;
            case N -> value.n().length() / 2 + 2;
            case B -> value.b().asByteArray().length;
            case M -> 3 + value.m().size() + size(value.m());
            case L -> 3 + value.l().stream().mapToInt(element -> 1 + size(element)).sum();
            default -> 1;
        };
    }
}
