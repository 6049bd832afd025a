package io.cashbell.payment.gateway.ecpay;

import io.cashbell.web.settings.Settings;
import io.cashbell.web.settings.ShopEnvironment;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private static final String VENDOR_BASE_URL = "ECPAY_VENDOR_BASE_URL";
    private static final String MEDIA_DIGEST = "ECPAY_MEDIA_DIGEST";
    private static final String ACCEPT_SIMULATED = "ECPAY_ACCEPT_SIMULATED";

    private static final String CREDIT_CHECK_CODE = "ECPAY_CREDIT_CHECK_CODE";
    private static final String METHODS = "ECPAY_METHODS";
    private static final String CREDIT_INSTALLMENT = "ECPAY_CREDIT_INSTALLMENT";
    private static final String UNION_PAY = "ECPAY_UNION_PAY";

    /** The sandbox's own settings; whoever sets them for it need not take them from us. */
    private static final String SANDBOX = "ECPAY_SANDBOX_";

    private static final Set<String> PERIODS = Set.of("3", "6", "12", "18", "24");

    private static final String LIVE_HOST = "payment.ecpay.com.tw";
    private static final String STAGE_HOST = "payment-stage.ecpay.com.tw";

    // Published by ECPay for every developer, stage only; the first is the one for card payments.
    private static final String TEST_MERCHANT = "3002607";
    private static final String TEST_HASH_KEY = "pwFHCqoQZGmho4w6";
    private static final String TEST_HASH_IV = "EkRm7iFT261dpevs";
    private static final Set<String> PUBLIC_MERCHANTS =
            Set.of(TEST_MERCHANT, "3002599", "3365120", "2000132");
    private static final Set<String> PUBLIC_KEYS =
            Set.of(
                    TEST_HASH_KEY,
                    "spPjZn66i0OhqJsQ",
                    "oyQPlLVKop9xuwxw",
                    "5294y06JbISpM5x9",
                    "ejCk326UnaZWKisg");

    // The sandbox takes any.
    private static final String LOCAL_CHECK_CODE = "00000000";

    private EcpaySettings() {}

    /**
     * Notes each fault. Without any key ECPay is simply not offered; on a laptop its public test
     * merchant takes the orders.
     */
    public static void check(Settings settings) {
        settings.refuseUnknown(
                Set.of("ECPAY_"),
                Set.of(SANDBOX),
                Stream.concat(
                                Stream.of(
                                        MERCHANT_ID,
                                        HASH_KEY,
                                        HASH_IV,
                                        BASE_URL,
                                        VENDOR_BASE_URL,
                                        MEDIA_DIGEST,
                                        ACCEPT_SIMULATED,
                                        CREDIT_CHECK_CODE,
                                        METHODS,
                                        CREDIT_INSTALLMENT,
                                        UNION_PAY),
                                Stream.of(EcpayMethod.values()).map(EcpayMethod::limitsVariable))
                        .collect(Collectors.toUnmodifiableSet()));
        boolean acceptSimulated = settings.flag(ACCEPT_SIMULATED, false);
        if (acceptSimulated && settings.environment() == ShopEnvironment.PRODUCTION) {
            settings.refuse(ACCEPT_SIMULATED + " must not be true in production: no money moves");
        }
        settings.optional(CREDIT_CHECK_CODE, settings.isLocal() ? LOCAL_CHECK_CODE : "");
        offer(settings);
        settings.oneOf(MEDIA_DIGEST, Set.of("SHA256", "MD5"), "SHA256");
        if (settings.optional(VENDOR_BASE_URL).isPresent()) {
            settings.requireUri(VENDOR_BASE_URL);
        }
        boolean nobody =
                Stream.of(MERCHANT_ID, HASH_KEY, HASH_IV)
                        .allMatch(name -> settings.optional(name).isEmpty());
        if (nobody && !settings.isLocal()) {
            return;
        }
        String merchant = read(settings, MERCHANT_ID, nobody, TEST_MERCHANT);
        String key = read(settings, HASH_KEY, nobody, TEST_HASH_KEY);
        read(settings, HASH_IV, nobody, TEST_HASH_IV);
        URI base = settings.requireUriUnlessLocal(BASE_URL, "http://localhost:8090/ecpay");
        String host = Optional.ofNullable(base.getHost()).orElse("");
        if (settings.environment() == ShopEnvironment.PRODUCTION) {
            production(settings, merchant, key, host);
        } else {
            testing(settings, merchant, host);
        }
    }

    private static void offer(Settings settings) {
        String offered =
                settings.optional(
                        METHODS, settings.isLocal() ? EcpayMethod.usualCodes() : "ecpay-credit");
        if (!each(offered, code -> EcpayMethod.find(code).isPresent())) {
            settings.refuse(METHODS + " must be some of " + EcpayMethod.allCodes());
        }
        for (EcpayMethod method : EcpayMethod.values()) {
            String limits = settings.optional(method.limitsVariable(), method.usualLimits());
            if (EcpayLimits.parse(limits).isEmpty()) {
                settings.refuse(
                        method.limitsVariable()
                                + " must be two amounts in whole dollars such as "
                                + method.usualLimits());
            }
        }
        Optional<String> periods = settings.optional(CREDIT_INSTALLMENT);
        if (periods.isPresent() && !each(periods.get(), PERIODS::contains)) {
            settings.refuse(CREDIT_INSTALLMENT + " must be some of 3,6,12,18,24");
        }
        Optional<String> unionPay = settings.optional(UNION_PAY);
        if (unionPay.isPresent() && !Set.of("0", "1", "2").contains(unionPay.get())) {
            settings.refuse(UNION_PAY + " must be one of 0, 1, 2");
        }
        if (periods.isPresent() && unionPay.isPresent() && !unionPay.get().equals("2")) {
            settings.refuse(UNION_PAY + " must be 2 or absent beside " + CREDIT_INSTALLMENT);
        }
    }

    /** Whether the parts between commas are different from each other and all as asked for. */
    private static boolean each(String list, Predicate<String> asked) {
        List<String> parts = List.of(list.split(",", -1));
        return parts.stream().allMatch(asked) && parts.stream().distinct().count() == parts.size();
    }

    /** All three are given or none: nobody's keys fit the number of somebody else. */
    private static String read(
            Settings settings, String name, boolean nobody, String localDefault) {
        return nobody ? settings.requireUnlessLocal(name, localDefault) : settings.require(name);
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
