package io.cashbell.payment.session;

import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The checkout link that a buyer came by, and those that our pages lead on with.
 *
 * @param orderId as it was given: of the form of an {@link OrderId}, or of none at all
 * @param chosen another way to pay than the order was placed with; null for that
 */
record Link(String orderId, String token, @Nullable PaymentMethod chosen) {

    /** To a page that loads itself again. */
    String again(int reload) {
        return with(chosen) + "&reload=" + reload;
    }

    /** Past the number that the buyer of {@code payment} holds, by the way that they came for. */
    Another another(Payment payment) {
        PaymentMethod held =
                payment.state() instanceof AwaitingTransfer(var attempt)
                        ? payment.methodOf(attempt)
                        : payment.method();
        PaymentMethod wanted = Objects.requireNonNullElse(chosen, held);
        return new Another(
                with(wanted.equals(payment.method()) ? null : wanted) + "&another=true",
                wanted.equals(held));
    }

    private String with(@Nullable PaymentMethod method) {
        return "/checkout/"
                + orderId
                + "?token="
                + URLEncoder.encode(token, StandardCharsets.UTF_8)
                // A code holds nothing that a query would have to escape.
                + (method == null ? "" : "&method=" + method);
    }

    /**
     * @param byTheSameWay whether it leads to a number like the one that the buyer holds
     */
    record Another(String address, boolean byTheSameWay) {}
}
