package io.cashbell.order.store;

import io.cashbell.order.Order;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.admin.ListedOrders;
import io.cashbell.order.admin.OrderFilter;
import io.cashbell.order.lookup.OrdersOfBuyer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** By the index of phone numbers, which the owner's list goes by as well. */
@Singleton
final class DynamoOrdersOfBuyer implements OrdersOfBuyer {
    private final ListedOrders listed;

    DynamoOrdersOfBuyer(ListedOrders listed) {
        this.listed = listed;
    }

    @Override
    public List<Order> newest(PhoneNumber phone, int most) {
        OrderFilter filter = new OrderFilter(null, null, phone, null, null, null);
        return listed.page(filter, Optional.empty(), most).orders();
    }
}
