package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentId;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code order.created.v1}, as we read it.
 *
 * @param expiresAt absent where no gateway is involved
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OrderCreated(
        String orderId,
        List<Item> items,
        Amount total,
        String paymentMethod,
        String locale,
        @Nullable Instant expiresAt,
        String accessTokenHash) {

    public static final String TYPE = "order.created.v1";

    public OrderCreated {
        // Jackson puts null where a field is missing; say which, before anything is kept.
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(items, "items");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(paymentMethod, "paymentMethod");
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(accessTokenHash, "accessTokenHash");
    }

    public PaymentMethod method() {
        return new PaymentMethod(paymentMethod);
    }

    /** The payment that an order to be paid through a gateway waits for. */
    public Payment toPayment(PaymentId id) {
        return new Payment(
                id,
                new OrderId(orderId),
                method(),
                total.toMoney(),
                items.stream().map(Item::toOrderedItem).toList(),
                locale,
                accessTokenHash,
                Objects.requireNonNull(expiresAt, "expiresAt"),
                new PaymentState.AwaitingCustomer(),
                Map.of(),
                Set.of());
    }
}
