package io.cashbell.local.gateway.ecpay;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant's account at ECPay holds, in whole dollars: a refund of captured money is taken
 * from it, and refused when it holds less (section 7). Without limit unless a test says otherwise.
 */
final class Balances {
    private final Map<String, Long> limited = new ConcurrentHashMap<>();

    /**
     * @param amount null: without limit
     */
    void set(String merchantId, @Nullable Long amount) {
        if (amount == null) {
            limited.remove(merchantId);
        } else {
            limited.put(merchantId, amount);
        }
    }

    @Nullable Long of(String merchantId) {
        return limited.get(merchantId);
    }

    /** False when there is less; then nothing is taken. */
    boolean take(String merchantId, long amount) {
        var enough = new AtomicBoolean(true);
        limited.computeIfPresent(
                merchantId,
                (_, balance) -> {
                    enough.set(balance >= amount);
                    return balance >= amount ? balance - amount : balance;
                });
        return enough.get();
    }
}
