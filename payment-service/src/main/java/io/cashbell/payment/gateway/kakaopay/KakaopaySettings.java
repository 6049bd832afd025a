package io.cashbell.payment.gateway.kakaopay;

import io.cashbell.web.settings.Settings;
import io.cashbell.web.settings.ShopEnvironment;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must be true of KakaoPay's variables before anything starts: test keys take no real orders,
 * and real keys take no test orders. Both kinds are used at the same host; the merchant tells them
 * apart, and how a key begins is reason to warn.
 */
public final class KakaopaySettings {

    private static final String CID = "KAKAOPAY_CID";
    private static final String SECRET_KEY = "KAKAOPAY_SECRET_KEY";
    private static final String ADMIN_KEY = "KAKAOPAY_ADMIN_KEY";
    private static final String BASE_URL = "KAKAOPAY_BASE_URL";
    private static final String DIALECT = "KAKAOPAY_DIALECT";
    private static final String CID_SECRET = "KAKAOPAY_CID_SECRET";

    /** The sandbox's own settings; whoever sets them for it need not take them from us. */
    private static final String SANDBOX = "KAKAOPAY_SANDBOX_";

    private static final String OPEN_HOST = "open-api.kakaopay.com";
    private static final String LEGACY_HOST = "kapi.kakao.com";
    private static final Set<String> KAKAOPAYS_HOSTS = Set.of(OPEN_HOST, LEGACY_HOST);

    /** Published by KakaoPay for every developer; the second is for subscriptions. */
    private static final Set<String> TEST_MERCHANTS = Set.of("TC0ONETIME", "TCSUBSCRIP");

    // How KakaoPay's keys seem to begin, one for development and one for production; no document
    // says so, so this is reason to warn and none to refuse.
    private static final String DEVELOPMENT = "DEV";
    private static final String PRODUCTION = "PRD";

    // The sandbox's, on a laptop.
    private static final String LOCAL_SECRET_KEY = "DEVSANDBOX0123456789ABCDEF0123456789ABCD";
    private static final String LOCAL_ADMIN_KEY = "0123456789abcdef0123456789abcdef";

    private KakaopaySettings() {}

    /**
     * Notes each fault. Without any key KakaoPay is simply not offered; on a laptop the sandbox
     * takes the orders.
     */
    public static void check(Settings settings) {
        settings.refuseUnknown(
                Set.of("KAKAOPAY_"),
                Set.of(SANDBOX),
                Set.of(CID, CID_SECRET, SECRET_KEY, ADMIN_KEY, BASE_URL, DIALECT));
        settings.optional(CID_SECRET);
        boolean legacy = settings.oneOf(DIALECT, Set.of("open", "legacy"), "open").equals("legacy");
        boolean nobody =
                Stream.of(CID, SECRET_KEY, ADMIN_KEY)
                        .allMatch(name -> settings.optional(name).isEmpty());
        if (nobody && !settings.isLocal()) {
            return;
        }
        String keyName = legacy ? ADMIN_KEY : SECRET_KEY;
        String cid = read(settings, CID, nobody, "TC0ONETIME");
        String key = read(settings, keyName, nobody, legacy ? LOCAL_ADMIN_KEY : LOCAL_SECRET_KEY);
        URI base = settings.requireUriUnlessLocal(BASE_URL, "http://localhost:8090/kakaopay");
        String host = Optional.ofNullable(base.getHost()).orElse("");
        if (host.equals(legacy ? OPEN_HOST : LEGACY_HOST)) {
            settings.refuse(BASE_URL + " is the host of the other " + DIALECT);
        }
        if (settings.environment() == ShopEnvironment.PRODUCTION) {
            production(settings, cid, keyName, key);
        } else {
            testing(settings, cid, keyName, key, host);
        }
    }

    /** Both are given or none: nobody's key fits the merchant of somebody else. */
    private static String read(
            Settings settings, String name, boolean nobody, String localDefault) {
        return nobody ? settings.requireUnlessLocal(name, localDefault) : settings.require(name);
    }

    private static void production(Settings settings, String cid, String keyName, String key) {
        if (TEST_MERCHANTS.contains(cid)) {
            settings.refuse(CID + " is a public test merchant: refused in production");
        }
        if (key.equals(LOCAL_SECRET_KEY) || key.equals(LOCAL_ADMIN_KEY)) {
            settings.refuse(keyName + " is the sandbox's key: refused in production");
        } else if (key.startsWith(DEVELOPMENT)) {
            settings.warn(keyName + " looks like a development key, in production");
        }
    }

    private static void testing(
            Settings settings, String cid, String keyName, String key, String host) {
        if (key.startsWith(PRODUCTION)) {
            settings.warn(keyName + " looks like a production key, outside production");
        }
        if (KAKAOPAYS_HOSTS.contains(host) && !cid.isEmpty() && !TEST_MERCHANTS.contains(cid)) {
            settings.refuse(
                    CID + " is not a public test merchant: refused at KakaoPay outside production");
        }
    }
}
