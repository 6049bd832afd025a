package io.cashbell.order.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.order.Digest;
import io.cashbell.order.Money;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderId;
import io.cashbell.order.OrderNews;
import io.cashbell.order.OrderState;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.Orders;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.admin.ListedOrders;
import io.cashbell.order.admin.OrderFilter;
import io.cashbell.order.admin.today.OrderWalks;
import io.cashbell.order.fakes.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Lists against the same orders sorted and filtered in memory. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
class ListedOrdersIT {
    private static final Instant DAY = Instant.parse("2031-05-01T00:00:00Z");
    private static final int COUNT = 120;
    private final Resources resources;
    private Shop shop;
    private List<Order> placed;

    ListedOrdersIT(Resources resources) {
        this.resources = resources;
        resources.endpoints().useInThisJvm();
    }

    /** Four a millisecond, so that pages end among orders of one moment. */
    @BeforeEach
    void start() {
        shop = Shop.open(resources);
        placed =
                IntStream.range(0, COUNT)
                        .mapToObj(i -> order(i, DAY.plusMillis(i / 4)))
                        .sorted(Comparator.comparing(ListedOrdersIT::place).reversed())
                        .toList();
        keep(placed);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    @Tag("S4-10")
    void everyFilterFindsExactlyItsOrdersNewestFirstOverAllPages() {
        Instant to = DAY.plusMillis(COUNT);
        List<OrderFilter> filters = new ArrayList<>();
        filters.add(new OrderFilter(null, null, null, DAY, to, null));
        for (OrderStatus status : OrderStatus.values()) {
            filters.add(new OrderFilter(status, null, null, DAY, to, null));
        }
        filters.add(new OrderFilter(null, PaymentMethod.PAY_ON_ARRIVAL, null, DAY, to, null));
        filters.add(
                new OrderFilter(OrderStatus.PAID, PaymentMethod.ECPAY_CREDIT, null, DAY, to, null));
        filters.add(new OrderFilter(null, null, phone(3), DAY, null, null));
        filters.add(new OrderFilter(OrderStatus.CREATED, null, phone(3), DAY, null, null));
        filters.add(new OrderFilter(null, null, null, DAY.plusMillis(7), DAY.plusMillis(19), null));
        filters.add(new OrderFilter(null, null, null, DAY, to, "trade-13"));
        filters.add(new OrderFilter(null, null, null, DAY.plusMillis(20), DAY, null));
        for (OrderFilter filter : filters) {
            assertThat(ids(all(filter, 11)))
                    .as(filter.toString())
                    .isEqualTo(ids(placed.stream().filter(filter::takes).toList()));
        }
        assertThat(all(filters.getFirst(), 100)).hasSize(COUNT);
    }

    @Test
    void anOrderMovesThroughTheListsAsItMovesAndPayingItMovesNoKey() {
        Orders orders = shop.the(Orders.class);
        Order order = order(4, Instant.now());
        orders.place(order);
        Map<String, AttributeValue> created = item(order.id());
        orders.hear(order.id(), OrderFixtures.paid());
        assertThat(item(order.id()).get("lg")).isEqualTo(created.get("lg"));
        assertThat(listed(OrderStatus.PAID, order)).isTrue();
        assertThat(listed(OrderStatus.CREATED, order)).isFalse();
        orders.hear(
                order.id(),
                new OrderNews(
                        new OrderFact.GoodsShipped(OrderFixtures.SHIPMENT),
                        DAY,
                        new OrderNews.Source.Command("test", EventIds.next(), Digest.of("x"))));
        assertThat(listed(OrderStatus.SHIPPED, order)).isTrue();
        assertThat(listed(OrderStatus.PAID, order)).isFalse();
    }

    @Test
    void aWalkSeesEveryOrderOfItsKindOnceAndSaysWhetherThoseWereAll() {
        OrderWalks walks = shop.the(OrderWalks.class);
        List<OrderId> open = new ArrayList<>();
        List<OrderId> closed = new ArrayList<>();

        assertThat(walks.open(10_000, order -> open.add(order.id()))).isTrue();
        assertThat(walks.closed(DAY.plusMillis(10), 10_000, order -> closed.add(order.id())))
                .isTrue();

        assertThat(open).doesNotHaveDuplicates().containsAll(ids(placed, ListedOrdersIT::waits));
        assertThat(closed)
                .doesNotHaveDuplicates()
                .containsAll(
                        ids(
                                placed,
                                order ->
                                        !waits(order)
                                                && !order.placedAt().isBefore(DAY.plusMillis(10))))
                .doesNotContainAnyElementsOf(
                        ids(placed, order -> order.placedAt().isBefore(DAY.plusMillis(10))))
                .doesNotContainAnyElementsOf(open);
    }

    @Test
    void aWalkThatIsCutShortSaysSo() {
        List<OrderId> some = new ArrayList<>();

        assertThat(shop.the(OrderWalks.class).open(8, order -> some.add(order.id()))).isFalse();

        assertThat(some).hasSizeBetween(1, 8);
    }

    @Test
    void statusesAreCountedByTheIndexToABound() {
        OrderWalks walks = shop.the(OrderWalks.class);
        for (OrderStatus status : OrderStatus.values()) {
            OrderWalks.Count count = walks.closed(status, 1_000);
            assertThat(count.more()).isFalse();
            assertThat(count.number())
                    .as(status.text())
                    .isEqualTo(
                            all(new OrderFilter(status, null, null, null, null, null), 100).stream()
                                    .filter(order -> !waits(order))
                                    .count());
        }
        assertThat(walks.closed(OrderStatus.SHIPPED, 1).more()).isTrue();
    }

    private static boolean waits(Order order) {
        return order.state() instanceof OrderState.Created
                || (order.state() instanceof OrderState.Paid paid && paid.shipment() == null);
    }

    private static List<OrderId> ids(List<Order> orders, Predicate<Order> wanted) {
        return ids(orders.stream().filter(wanted).toList());
    }

    private boolean listed(OrderStatus status, Order order) {
        Instant at = order.placedAt();
        return ids(all(new OrderFilter(status, null, null, at, at.plusMillis(1), null), 10))
                .contains(order.id());
    }

    private List<Order> all(OrderFilter filter, int limit) {
        ListedOrders listed = shop.the(ListedOrders.class);
        List<Order> all = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            ListedOrders.Page page = listed.page(filter, cursor, limit);
            assertThat(page.orders().size()).isLessThanOrEqualTo(limit);
            all.addAll(page.orders());
            cursor = page.next();
            assertThat(cursor.map(cursors::add)).as("it goes on").isNotEqualTo(Optional.of(false));
        } while (cursor.isPresent());
        return all;
    }

    private static List<OrderId> ids(List<Order> orders) {
        return orders.stream().map(Order::id).toList();
    }

    private Map<String, AttributeValue> item(OrderId id) {
        return shop.the(DynamoDbClient.class)
                .getItem(
                        get ->
                                get.tableName(resources.get("ORDER_TABLE"))
                                        .key(OrderItem.key(id).attributes())
                                        .consistentRead(true))
                .item();
    }

    private void keep(List<Order> orders) {
        for (int begin = 0; begin < orders.size(); begin += 25) {
            List<WriteRequest> writes =
                    orders.subList(begin, Math.min(begin + 25, orders.size())).stream()
                            .map(
                                    order ->
                                            WriteRequest.builder()
                                                    .putRequest(put -> put.item(stored(order)))
                                                    .build())
                            .toList();
            shop.the(DynamoDbClient.class)
                    .batchWriteItem(
                            batch ->
                                    batch.requestItems(
                                            Map.of(resources.get("ORDER_TABLE"), writes)));
        }
    }

    private static Map<String, AttributeValue> stored(Order order) {
        Map<String, AttributeValue> item = new HashMap<>(OrderItem.of(order));
        item.putAll(OrderItem.key(order.id()).attributes());
        item.put(ItemTable.VERSION, Values.of(1));
        return item;
    }

    private static String place(Order order) {
        return Values.text(stored(order), Listing.PLACE);
    }

    private static PhoneNumber phone(int i) {
        return new PhoneNumber("+88691234567" + i % 10);
    }

    /** Each in a state of its own, by two methods, of ten buyers. */
    private static Order order(int i, Instant placedAt) {
        Order base =
                OrderFixtures.placed(
                        new OrderId(EventIds.next()),
                        i % 3 == 0 ? PaymentMethod.PAY_ON_ARRIVAL : PaymentMethod.ECPAY_CREDIT,
                        phone(i),
                        placedAt);
        Order order = base;
        for (OrderFact fact : facts(i, base)) {
            order = order.after(fact);
        }
        return order;
    }

    private static List<OrderFact> facts(int i, Order base) {
        OrderFact ship = new OrderFact.GoodsShipped(OrderFixtures.SHIPMENT);
        if (base.method().isOnArrival()) {
            return switch (i % 5) {
                case 0 -> List.of(ship);
                case 1 -> List.of(ship, new OrderFact.MoneyCollected(null, DAY));
                case 2 -> List.of(new OrderFact.OrderCancelled("no", DAY));
                default -> List.of();
            };
        }
        OrderFact paid = OrderFixtures.confirmedAs("trade-" + i);
        return switch (i % 5) {
            case 0 -> List.of(paid);
            case 1 -> List.of(paid, ship);
            case 2 -> List.of(new OrderFact.DeadlinePassed(DAY));
            case 3 ->
                    List.of(
                            paid,
                            new OrderFact.PaymentRefunded("refund", base.total(), zero(base), DAY));
            default -> List.of();
        };
    }

    private static Money zero(Order order) {
        return Money.zero(order.total().currency());
    }
}
