package io.cashbell.local.gateway.ecpay;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which ways to pay an order leaves to the buyer. */
final class Offers {
    private final Map<Method, Limits> limits;

    Offers(Map<Method, Limits> limits) {
        this.limits = limits;
    }

    Limits limits(Method method) {
        return limits.getOrDefault(method, method.usualLimits());
    }

    /** Whatever the amount: the one that was chosen, or all that are not hidden. */
    static List<Method> asked(Order order) {
        if (!order.isForAll()) {
            return Method.of(order.text("ChoosePayment")).map(List::of).orElse(List.of());
        }
        var hidden = Set.of(order.text("IgnorePayment").split("#", -1));
        return Arrays.stream(Method.values())
                .filter(method -> !hidden.contains(method.spelled()))
                .toList();
    }

    /** Never empty for an order that was taken. */
    List<Method> of(Order order) {
        return asked(order).stream()
                .filter(method -> limits(method).include(order.amount()))
                .toList();
    }

    /**
     * The choice, completed by what comes first where nothing is said.
     *
     * @throws IllegalArgumentException when the order does not leave it to the buyer
     */
    Choice choose(
            Order order,
            @Nullable String method,
            @Nullable String sub,
            @Nullable Integer instalments,
            @Nullable Boolean unionPay) {
        var offered = of(order);
        var chosen = method == null ? offered.getFirst() : named(offered, method);
        return new Choice(
                chosen,
                sub(order, chosen, sub),
                instalments(order, chosen, instalments),
                unionPay(order, chosen, unionPay));
    }

    private static Method named(List<Method> offered, String name) {
        return offered.stream()
                .filter(method -> method.spelled().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "method must be one of "
                                                + offered.stream().map(Method::spelled).toList()));
    }

    private static String sub(Order order, Method method, @Nullable String wanted) {
        var locked = order.isForAll() ? "" : order.text("ChooseSubPayment");
        if (!locked.isEmpty()) {
            if (wanted != null && !wanted.equals(locked)) {
                throw new IllegalArgumentException("the order allows " + locked + " only");
            }
            return locked;
        }
        return wanted == null ? method.subs().getFirst().name() : wanted;
    }

    private static int instalments(Order order, Method method, @Nullable Integer wanted) {
        var offered = method == Method.CREDIT ? order.instalments() : List.<Integer>of();
        if (wanted == null) {
            return offered.isEmpty() ? 0 : offered.getFirst();
        }
        if (!offered.contains(wanted) && !(wanted == 0 && offered.isEmpty())) {
            throw new IllegalArgumentException("instalments must be one of " + offered);
        }
        return wanted;
    }

    private static boolean unionPay(Order order, Method method, @Nullable Boolean wanted) {
        boolean only = order.text("UnionPay").equals("1");
        boolean possible = method == Method.CREDIT && (only || order.text("UnionPay").equals("0"));
        if (wanted == null) {
            return possible && only;
        }
        if (wanted && !possible) {
            throw new IllegalArgumentException("the order does not allow UnionPay");
        }
        if (!wanted && possible && only) {
            throw new IllegalArgumentException("the order allows UnionPay only");
        }
        return wanted;
    }
}
