package io.cashbell.local.gateway.wechatpay;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the merchant may do.
 *
 * @param products of {@link #ALL}; without one, NO_AUTH
 * @param balance fen that refunds can be paid from; null: enough for any
 */
record Settings(List<String> products, @Nullable Long balance) {
    static final String REFUND = "refund";
    static final Set<String> ALL = Set.of("jsapi", "native", REFUND);
    static final Settings USUAL = new Settings(List.of("jsapi", "native", REFUND), null);

    Settings {
        products = List.copyOf(products);
        if (!ALL.containsAll(products)) {
            throw new IllegalArgumentException("products are jsapi, native and refund");
        }
        if (balance != null && balance < 0) {
            throw new IllegalArgumentException("balance is fen, or null for enough");
        }
    }

    boolean hasEnoughFor(long fen) {
        return balance == null || balance >= fen;
    }

    Settings less(long fen) {
        return balance == null ? this : new Settings(products, balance - fen);
    }
}
