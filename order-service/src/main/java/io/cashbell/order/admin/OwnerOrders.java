package io.cashbell.order.admin;

import io.cashbell.order.Order;
import io.cashbell.order.OrderId;
import io.cashbell.order.Orders;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Finds orders for their owner. */
@Singleton
public class OwnerOrders {
    private static final int EXPORT_PAGE = 100;

    private final Orders orders;
    private final ListedOrders listed;
    private final OrderJson json;

    OwnerOrders(Orders orders, ListedOrders listed, OrderJson json) {
        this.orders = orders;
        this.listed = listed;
        this.json = json;
    }

    /**
     * @throws io.cashbell.web.problem.ProblemException if there is no such order
     */
    public Order get(String id) {
        return OrderId.find(id).flatMap(orders::find).orElseThrow(OwnerCommands::notFound);
    }

    public ListedOrders.Page page(OrderFilter filter, Optional<String> cursor, int limit) {
        String text = filter.text();
        Optional<OrderId> id = text == null ? Optional.empty() : OrderId.find(text);
        if (id.isPresent()) {
            return new ListedOrders.Page(
                    id.flatMap(orders::find).filter(filter::takes).stream().toList(),
                    Optional.empty());
        }
        try {
            return listed.page(filter, cursor, limit);
        } catch (IllegalArgumentException strange) {
            throw CommonProblem.INVALID_REQUEST
                    .because("Some parameters are not correct.")
                    .withErrors(
                            List.of(new FieldError("/cursor", "is not one that was given out")));
        }
    }

    /** All orders that the filter takes, read page by page while they are written. */
    public InputStream csv(OrderFilter filter) {
        return export(OrderCsv.FORMAT, filter);
    }

    /** The same as JSON: {@code {"items": […]}}, each order as in a list. */
    public InputStream json(OrderFilter filter) {
        return export(json, filter);
    }

    private InputStream export(ExportStream.Format format, OrderFilter filter) {
        return new ExportStream(format, cursor -> page(filter, cursor, EXPORT_PAGE));
    }
}
