package io.cashbell.local.gateway.kakaopay;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who may ask, and how they prove it: KakaoPay's test merchant, which everybody may use, and one of
 * the caller's own beside it. Both have the same keys.
 *
 * @param cid the caller's own; empty: the test merchant alone
 * @param cidSecret that it must show then; empty: none
 * @param secretKey of the open API
 * @param adminKey of the legacy API
 */
record Merchants(String cid, String cidSecret, String secretKey, String adminKey) {
    static final String TEST_CID = "TC0ONETIME";

    /** KakaoPay gives every developer keys of their own; these hold here and nowhere else. */
    static final String LOCAL_SECRET_KEY = "DEVSANDBOX0123456789ABCDEF0123456789ABCD";

    static final String LOCAL_ADMIN_KEY = "0123456789abcdef0123456789abcdef";

    private static final Pattern CID = Pattern.compile("[A-Za-z0-9]{1,10}");
    private static final Pattern SECRET = Pattern.compile("[a-z0-9]{24}");
    private static final Pattern KEY = Pattern.compile("[!-~]+");

    static Merchants ofEnvironment(Map<String, String> environment) {
        return new Merchants(
                read(environment, "KAKAOPAY_CID", "", CID, "at most ten letters and digits"),
                read(
                        environment,
                        "KAKAOPAY_CID_SECRET",
                        "",
                        SECRET,
                        "24 digits and lower-case letters"),
                read(
                        environment,
                        "KAKAOPAY_SECRET_KEY",
                        LOCAL_SECRET_KEY,
                        KEY,
                        "one word in ASCII"),
                read(environment, "KAKAOPAY_ADMIN_KEY", LOCAL_ADMIN_KEY, KEY, "one word in ASCII"));
    }

    /**
     * @param shown the cid_secret that came with it; empty: none
     */
    void check(String asking, String shown) {
        boolean own = !cid.isEmpty() && asking.equals(cid);
        if (!own && !asking.equals(TEST_CID)) {
            throw new RefusedException(
                    Code.CID, asking + " is not known here; " + TEST_CID + " is, and KAKAOPAY_CID");
        }
        if (!shown.equals(own ? cidSecret : "")) {
            throw new RefusedException(
                    Code.CID_SECRET,
                    shown.isEmpty() ? asking + " must send one" : "it is not the one of " + asking);
        }
    }

    @Override
    public String toString() {
        return "Merchants[cid=" + cid + "]";
    }

    private static String read(
            Map<String, String> environment,
            String name,
            String otherwise,
            Pattern pattern,
            String expected) {
        var value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be " + expected);
        }
        return value;
    }
}
