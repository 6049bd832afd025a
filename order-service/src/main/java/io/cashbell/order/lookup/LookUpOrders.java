package io.cashbell.order.lookup;

import io.cashbell.order.Digest;
import io.cashbell.order.EmailAddress;
import io.cashbell.order.Order;
import io.cashbell.order.OrderId;
import io.cashbell.order.Orders;
import io.cashbell.order.PhoneNumber;
import io.cashbell.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a buyer's orders by the phone number and either an order's number or the mail address. Ten
 * wrong answers within an hour close a phone number, an order and a mail address for the rest of
 * it; a right one does not count.
 */
@Singleton
class LookUpOrders {
    /** So many orders at most; who has more looks an order up by its number. */
    static final int MOST = 20;

    private final Orders orders;
    private final OrdersOfBuyer ofBuyer;
    private final Guesses guesses;

    LookUpOrders(Orders orders, OrdersOfBuyer ofBuyer, Guesses guesses) {
        this.orders = orders;
        this.ofBuyer = ofBuyer;
        this.guesses = guesses;
    }

    /**
     * @return newest first, at least one
     * @throws ProblemException if none is theirs, in the same words and, to a quarter of a second,
     *     the same time whatever it was that is wrong; or if too many were wrong before
     */
    List<Order> find(Lookup lookup) {
        long begun = System.nanoTime();
        List<String> taken = take(lookup);
        List<Order> found = look(lookup);
        if (found.isEmpty()) {
            EvenTime.passSince(begun);
            throw FindOrder.notFound();
        }
        taken.forEach(guesses::giveBack);
        return found;
    }

    private List<Order> look(Lookup lookup) {
        return switch (lookup) {
            case Lookup.ByNumber(var phones, var number) ->
                    OrderId.find(number)
                            .flatMap(orders::find)
                            .filter(order -> isAmong(order.buyer().phone(), phones))
                            .stream()
                            .toList();
            case Lookup.ByEmail(var phones, var email) ->
                    phones.stream()
                            .flatMap(
                                    phone ->
                                            ofBuyer
                                                    .newest(
                                                            phone,
                                                            order -> isOf(order, email),
                                                            MOST)
                                                    .stream())
                            .limit(MOST)
                            .toList();
        };
    }

    private List<String> take(Lookup lookup) {
        List<String> taken = new ArrayList<>();
        for (String target : targets(lookup)) {
            Optional<Duration> wait = guesses.take(target);
            if (wait.isPresent()) {
                // What was taken before stays taken: this was a guess as well.
                throw FindOrder.tooMany("Too many wrong answers", wait.get());
            }
            taken.add(target);
        }
        return taken;
    }

    /** Digests, so that no number or address is kept that belongs to no order. */
    private static List<String> targets(Lookup lookup) {
        String other =
                switch (lookup) {
                    case Lookup.ByNumber(_, var number) -> "number " + number;
                    case Lookup.ByEmail(_, var email) -> "email " + plain(email.value());
                };
        return Stream.concat(
                        lookup.phones().stream().map(phone -> "phone " + phone.value()),
                        Stream.of(other))
                .map(target -> Digest.of("guess " + target).value())
                .toList();
    }

    private static boolean isAmong(PhoneNumber known, List<PhoneNumber> claimed) {
        boolean found = false;
        for (PhoneNumber phone : claimed) {
            found |= isSame(known.value(), phone.value());
        }
        return found;
    }

    private static boolean isOf(Order order, EmailAddress email) {
        return isSame(plain(order.buyer().email().value()), plain(email.value()));
    }

    private static String plain(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    private static boolean isSame(String known, String claimed) {
        return MessageDigest.isEqual(
                known.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
    }
}
