package io.cashbell.order.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.Order;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderId;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.admin.ListedOrders;
import io.cashbell.order.admin.OrderFilter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamoOrdersOfBuyerTest {
    private static final PhoneNumber PHONE = new PhoneNumber("+886912345678");

    /** So many orders of the number, the newest first, numbered from 0. */
    private record Placed(int count) implements ListedOrders {
        @Override
        public Page page(OrderFilter filter, Optional<String> after, int limit) {
            int begin = after.map(Integer::parseInt).orElse(0);
            int end = Math.min(begin + limit, count);
            return new Page(
                    IntStream.range(begin, end).mapToObj(Placed::order).toList(),
                    end == count ? Optional.empty() : Optional.of(Integer.toString(end)));
        }

        static Order order(int number) {
            return OrderFixtures.placed(
                    new OrderId("2%025d".formatted(number)),
                    PaymentMethod.PAY_ON_ARRIVAL,
                    PHONE,
                    OrderFixtures.PLACED_AT.minus(Duration.ofMinutes(number)));
        }
    }

    @Test
    void othersArePassedOverPageByPage() {
        assertThat(find(new Placed(600), only(3, 99, 100, 555), 20))
                .containsExactly(
                        Placed.order(3), Placed.order(99), Placed.order(100), Placed.order(555));
    }

    @Test
    void itEndsAtWhatIsShown() {
        assertThat(find(new Placed(600), _ -> true, 20))
                .hasSize(20)
                .startsWith(Placed.order(0))
                .endsWith(Placed.order(19));
    }

    @Test
    void itIsNotWalkedWithoutEnd() {
        int last = DynamoOrdersOfBuyer.LOOKED_THROUGH - 1;

        assertThat(find(new Placed(5_000), only(last, last + 1), 20))
                .containsExactly(Placed.order(last));
    }

    @Test
    void whoPlacedNoneHasNone() {
        assertThat(find(new Placed(0), _ -> true, 20)).isEmpty();
    }

    private static List<Order> find(ListedOrders listed, Predicate<Order> theirs, int most) {
        return new DynamoOrdersOfBuyer(listed).newest(PHONE, theirs, most);
    }

    private static Predicate<Order> only(Integer... numbers) {
        List<OrderId> ids = List.of(numbers).stream().map(n -> Placed.order(n).id()).toList();
        return order -> ids.contains(order.id());
    }
}
