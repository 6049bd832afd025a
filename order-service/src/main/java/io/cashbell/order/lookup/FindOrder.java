package io.cashbell.order.lookup;

import io.cashbell.order.AccessToken;
import io.cashbell.order.Order;
import io.cashbell.order.OrderId;
import io.cashbell.order.Orders;
import io.cashbell.order.problem.ProblemTypes;
import io.cashbell.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.regex.Pattern;

/** Shows an order to who can prove it is theirs. An order that is not theirs does not exist. */
@Singleton
public class FindOrder {
    private static final Pattern TAIL = Pattern.compile("[0-9]{4}");

    private final Orders orders;
    private final Guesses guesses;

    FindOrder(Orders orders, Guesses guesses) {
        this.orders = orders;
        this.guesses = guesses;
    }

    /**
     * @throws ProblemException if there is no such order, or the token does not open it
     */
    Order byToken(String id, AccessToken token) {
        return OrderId.find(id)
                .flatMap(orders::find)
                .filter(token::opens)
                .orElseThrow(FindOrder::notFound);
    }

    /**
     * @param tail the last four digits of the buyer's phone number
     * @throws ProblemException if there is no such order, or the digits are others, or too many
     *     others were tried before
     */
    Order byPhoneTail(String id, String tail) {
        OrderId orderId = OrderId.find(id).orElseThrow(FindOrder::notFound);
        if (!TAIL.matcher(tail).matches()) {
            throw notFound();
        }
        guesses.take(orderId.value())
                .ifPresent(
                        wait -> {
                            throw tooMany("Too many wrong answers for this order", wait);
                        });
        Order order =
                orders.find(orderId)
                        .filter(known -> isSame(known.buyer().phone().tail(), tail))
                        .orElseThrow(FindOrder::notFound);
        guesses.giveBack(orderId.value());
        return order;
    }

    static ProblemException notFound() {
        return ProblemTypes.ORDER_NOT_FOUND.because(
                "There is no such order, or token or phoneTail is not right.");
    }

    static ProblemException tooMany(String what, Duration wait) {
        return ProblemTypes.TOO_MANY_GUESSES
                .because(what + "; try again later.")
                .withHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
    }

    private static boolean isSame(String known, String claimed) {
        return MessageDigest.isEqual(
                known.getBytes(StandardCharsets.US_ASCII),
                claimed.getBytes(StandardCharsets.US_ASCII));
    }
}
