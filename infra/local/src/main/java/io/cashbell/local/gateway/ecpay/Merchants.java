package io.cashbell.local.gateway.ecpay;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The merchants ECPay publishes for its stage system (section 2), and one of the caller's own. */
final class Merchants {
    private static final List<Merchant> PUBLISHED =
            List.of(
                    new Merchant("3002607", "pwFHCqoQZGmho4w6", "EkRm7iFT261dpevs"),
                    new Merchant("3002599", "spPjZn66i0OhqJsQ", "hT5OJckN45isQTTs"),
                    new Merchant("3365120", "oyQPlLVKop9xuwxw", "rljcW843laE9esfI"),
                    new Merchant("2000132", "5294y06JbISpM5x9", "v77hoKGq4kWxNNIS"));

    /**
     * Key pairs of ECPay's other services: no order can be signed with them, and mixing them up is
     * the most common mistake of all.
     */
    static final List<Merchant> OF_OTHER_SERVICES =
            List.of(
                    new Merchant(
                            "2000132 (B2C e-invoice)", "ejCk326UnaZWKisg", "q9jcZX8Ib9LM8wYk"));

    private final Map<String, Merchant> byId = new LinkedHashMap<>();

    private Merchants() {
        PUBLISHED.forEach(merchant -> byId.put(merchant.id(), merchant));
    }

    /**
     * @param environment ECPAY_MERCHANT_ID with ECPAY_HASH_KEY and ECPAY_HASH_IV add a merchant, or
     *     give a published one other keys
     */
    static Merchants ofEnvironment(Map<String, String> environment) {
        var merchants = new Merchants();
        var id = environment.getOrDefault("ECPAY_MERCHANT_ID", "").strip();
        var key = environment.getOrDefault("ECPAY_HASH_KEY", "").strip();
        var iv = environment.getOrDefault("ECPAY_HASH_IV", "").strip();
        if (id.isEmpty() || (key.isEmpty() && iv.isEmpty() && merchants.byId.containsKey(id))) {
            return merchants;
        }
        if (key.isEmpty() || iv.isEmpty()) {
            throw new IllegalArgumentException(
                    "ECPAY_MERCHANT_ID is set, so "
                            + (key.isEmpty() ? "ECPAY_HASH_KEY" : "ECPAY_HASH_IV")
                            + " must be set too");
        }
        merchants.byId.put(id, new Merchant(id, key, iv));
        return merchants;
    }

    Optional<Merchant> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<Merchant> all() {
        return byId.values();
    }

    /** Some other merchant than this one. */
    String otherThan(String id) {
        return byId.keySet().stream().filter(other -> !other.equals(id)).findFirst().orElseThrow();
    }
}
