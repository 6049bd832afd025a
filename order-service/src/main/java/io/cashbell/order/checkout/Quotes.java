package io.cashbell.order.checkout;

import io.cashbell.order.Money;
import io.cashbell.order.Order;
import io.cashbell.order.OrderLine;
import io.cashbell.order.Reservation;
import io.cashbell.order.catalog.Catalog;
import io.cashbell.order.catalog.OfferedMethod;
import io.cashbell.order.catalog.PaymentMethods;
import io.cashbell.order.catalog.Product;
import io.cashbell.order.catalog.Site;
import io.cashbell.order.problem.ProblemTypes;
import io.cashbell.web.problem.FieldError;
import io.cashbell.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says what a wish costs today, or why it cannot be had. The shop's prices count, not the buyer's.
 */
@Singleton
class Quotes {
    private static final String COME_BACK_IN_SECONDS = "300";
    private static final String METHOD = "/paymentMethod";

    private final PaymentMethods methods;
    private final Clock clock;

    Quotes(PaymentMethods methods, Clock clock) {
        this.methods = methods;
        this.clock = clock;
    }

    /**
     * @throws ProblemException saying which of it cannot be had
     */
    Quote of(Wish wish, Catalog catalog) {
        if (!catalog.site().isOpen()) {
            throw ProblemTypes.SITE_CLOSED
                    .because(
                            catalog.site()
                                    .announcementIn(wish.locale(), clock.instant())
                                    .orElse("The shop takes no orders at the moment."))
                    .withHeader("Retry-After", COME_BACK_IN_SECONDS);
        }
        List<OrderLine> lines = lines(wish, catalog);
        Money total = Order.sum(lines);
        OfferedMethod terms = terms(wish, catalog.site(), total);
        Money expected = wish.expectedTotal();
        if (expected != null && !expected.equals(total)) {
            throw ProblemTypes.EXPECTED_TOTAL_MISMATCH.because(
                    "The order costs " + total + ", not " + expected + ".",
                    Map.of("expectedTotal", expected.amount(), "actualTotal", total.amount()));
        }
        return new Quote(lines, total, terms, reservation(wish, catalog));
    }

    private static List<OrderLine> lines(Wish wish, Catalog catalog) {
        List<OrderLine> lines = new ArrayList<>();
        List<FieldError> missing = new ArrayList<>();
        Map<String, Long> soldOut = new HashMap<>();
        for (Wish.Item item : wish.items()) {
            Optional<Product> product =
                    catalog.find(item.productId()).filter(Product::canBeOrdered);
            Optional<Money> price = product.flatMap(known -> known.priceIn(wish.currency()));
            if (product.isEmpty()) {
                missing.add(new FieldError(item.pointer() + "/productId", "cannot be ordered"));
            } else if (price.isEmpty()) {
                missing.add(
                        new FieldError(
                                item.pointer() + "/productId",
                                "is not sold in " + wish.currency()));
            } else if (product.get().isSoldOut()) {
                soldOut.put(item.productId(), 0L);
            } else {
                String name = wish.locale().choose(product.get().name()).orElse(item.productId());
                lines.add(new OrderLine(item.productId(), name, item.quantity(), price.get()));
            }
        }
        if (!missing.isEmpty()) {
            throw ProblemTypes.PRODUCT_UNAVAILABLE
                    .because("The shop does not have everything that was asked for.")
                    .withErrors(missing);
        }
        if (!soldOut.isEmpty()) {
            throw outOfStock(wish, soldOut);
        }
        return lines;
    }

    private static Reservation reservation(Wish wish, Catalog catalog) {
        List<Reservation.Units> units = new ArrayList<>();
        for (Wish.Item item : wish.items()) {
            catalog.find(item.productId())
                    .map(Product::count)
                    .map(count -> new Reservation.Units(item.productId(), item.quantity(), count))
                    .ifPresent(units::add);
        }
        return Reservation.of(units);
    }

    /**
     * @param left of each product that falls short
     */
    static ProblemException outOfStock(Wish wish, Map<String, Long> left) {
        return ProblemTypes.OUT_OF_STOCK
                .because(
                        "The shop has less left than was asked for.",
                        Map.of("left", new TreeMap<>(left)))
                .withErrors(
                        wish.items().stream()
                                .filter(item -> left.containsKey(item.productId()))
                                .map(
                                        item ->
                                                new FieldError(
                                                        item.pointer() + "/quantity",
                                                        "only "
                                                                + left.get(item.productId())
                                                                + " left"))
                                .toList());
    }

    private OfferedMethod terms(Wish wish, Site site, Money total) {
        OfferedMethod terms =
                methods.find(wish.method())
                        .filter(known -> site.takes(known.method()))
                        .orElseThrow(() -> unavailable(wish.method().code() + " is not offered."));
        if (terms.min().currency() != wish.currency()) {
            throw unavailable(wish.method().code() + " takes " + terms.min().currency() + " only.");
        }
        if (!terms.takes(total)) {
            throw unavailable(
                    "%s takes %s to %s, not %s."
                            .formatted(wish.method().code(), terms.min(), terms.max(), total));
        }
        return terms;
    }

    private static ProblemException unavailable(String detail) {
        return ProblemTypes.PAYMENT_METHOD_UNAVAILABLE
                .because(detail)
                .withErrors(List.of(new FieldError(METHOD, detail)));
    }
}
