package io.cashbell.payment.gateway.ecpay;

import io.cashbell.web.settings.Settings;
import io.cashbell.web.settings.ShopEnvironment;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must be true of ECPay's variables before anything starts: test keys take no real orders, and
 * real keys take no test orders. The one class of a connector that is seen outside, since it runs
 * before there are beans.
 */
public final class EcpaySettings {

    private static final String MERCHANT_ID = "ECPAY_MERCHANT_ID";
    private static final String HASH_KEY = "ECPAY_HASH_KEY";
    private static final String HASH_IV = "ECPAY_HASH_IV";
    private static final String BASE_URL = "ECPAY_BASE_URL";
    private static final String ACCEPT_SIMULATED = "ECPAY_ACCEPT_SIMULATED";

    private static final String LIVE_HOST = "payment.ecpay.com.tw";
    private static final String STAGE_HOST = "payment-stage.ecpay.com.tw";

    // Published by ECPay for every developer, stage only.
    private static final Set<String> PUBLIC_MERCHANTS =
            Set.of("3002607", "3002599", "3365120", "2000132");
    private static final Set<String> PUBLIC_KEYS =
            Set.of(
                    "pwFHCqoQZGmho4w6",
                    "spPjZn66i0OhqJsQ",
                    "oyQPlLVKop9xuwxw",
                    "5294y06JbISpM5x9",
                    "ejCk326UnaZWKisg");

    private EcpaySettings() {}

    /** Notes each fault; without any key ECPay is simply not offered. */
    public static void check(Settings settings) {
        settings.refuseUnknown(
                Set.of("ECPAY_"),
                Set.of(MERCHANT_ID, HASH_KEY, HASH_IV, BASE_URL, ACCEPT_SIMULATED));
        boolean acceptSimulated = settings.flag(ACCEPT_SIMULATED, false);
        if (acceptSimulated && settings.environment() == ShopEnvironment.PRODUCTION) {
            settings.refuse(ACCEPT_SIMULATED + " must not be true in production: no money moves");
        }
        if (Stream.of(MERCHANT_ID, HASH_KEY, HASH_IV)
                .allMatch(name -> settings.optional(name).isEmpty())) {
            return;
        }
        String merchant = settings.require(MERCHANT_ID);
        String key = settings.require(HASH_KEY);
        settings.require(HASH_IV);
        URI base = settings.requireUriUnlessLocal(BASE_URL, "http://localhost:8090/ecpay");
        String host = Optional.ofNullable(base.getHost()).orElse("");
        if (settings.environment() == ShopEnvironment.PRODUCTION) {
            production(settings, merchant, key, host);
        } else {
            testing(settings, merchant, host);
        }
    }

    private static void production(Settings settings, String merchant, String key, String host) {
        if (PUBLIC_MERCHANTS.contains(merchant)) {
            settings.refuse(MERCHANT_ID + " is a public test merchant: refused in production");
        }
        if (PUBLIC_KEYS.contains(key)) {
            settings.refuse(HASH_KEY + " is a public test key: refused in production");
        }
        if (host.equals(STAGE_HOST)) {
            settings.refuse(BASE_URL + " is ECPay's stage host: refused in production");
        }
    }

    private static void testing(Settings settings, String merchant, String host) {
        if (host.equals(LIVE_HOST)) {
            settings.refuse(BASE_URL + " is ECPay's live host: refused outside production");
        }
        if (host.equals(STAGE_HOST) && !PUBLIC_MERCHANTS.contains(merchant)) {
            settings.refuse(
                    MERCHANT_ID + " is not a public test merchant: refused at ECPay's stage host");
        }
    }
}
