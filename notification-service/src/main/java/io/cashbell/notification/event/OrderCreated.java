package io.cashbell.notification.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code order.created.v1}: somebody has placed an order. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OrderCreated(String paymentMethod, Amount total, @Nullable List<Item> items) {
    public static final String TYPE = "order.created.v1";

    private static final String PAY_ON_ARRIVAL = "pay-on-arrival";

    public OrderCreated {
        requireNonNull(paymentMethod, "paymentMethod");
        requireNonNull(total, "total");
    }

    /** No payment will announce this order before it is shipped. */
    public boolean isPaidOnArrival() {
        return paymentMethod.equals(PAY_ON_ARRIVAL);
    }

    public News toNews(Occasion occasion, Instant at) {
        return new News(
                occasion, at, paymentMethod, total.toMoney(), null, null, Item.lines(items));
    }
}
