package io.cashbell.order.store;

import io.cashbell.order.Order;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.admin.ListedOrders;
import io.cashbell.order.admin.OrderFilter;
import io.cashbell.order.lookup.OrdersOfBuyer;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** By the index of phone numbers, which the owner's list goes by as well. */
@Singleton
final class DynamoOrdersOfBuyer implements OrdersOfBuyer {
    private static final int PAGE = 100;

    /** As many as a page of the owner's list looks at. */
    static final int LOOKED_THROUGH = 1_000;

    private final ListedOrders listed;

    DynamoOrdersOfBuyer(ListedOrders listed) {
        this.listed = listed;
    }

    @Override
    public List<Order> newest(PhoneNumber phone, Predicate<Order> theirs, int most) {
        OrderFilter filter = new OrderFilter(null, null, phone, null, null, null);
        List<Order> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        int looked = 0;
        do {
            ListedOrders.Page page = listed.page(filter, after, PAGE);
            page.orders().stream().filter(theirs).limit(most - found.size()).forEach(found::add);
            looked += page.orders().size();
            after = page.next();
        } while (found.size() < most && looked < LOOKED_THROUGH && after.isPresent());
        return found;
    }
}
