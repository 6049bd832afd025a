package io.cashbell.order.catalog;

import io.cashbell.order.PaymentMethod;
import io.cashbell.web.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The variables that say which ways to pay are offered. Whoever takes the money has the keys; here
 * the names of the accounts suffice, and no secret is asked for.
 */
public final class PaymentMethodSettings {
    /** Every variable whose name begins like one of this service's own. */
    public static final Set<String> OWN =
            Set.of(
                    "ORDER_PAYMENT_METHODS",
                    "ORDER_KAKAOPAY_LIMITS",
                    "ORDER_WECHATPAY_LIMITS",
                    "ORDER_ON_ARRIVAL_LIMITS");

    // Published by the gateways for everybody's tests: what the payment service has on a laptop.
    private static final String ECPAY_TEST_MERCHANT = "3002607";
    private static final String KAKAOPAY_TEST_MERCHANT = "TC0ONETIME";

    private static final List<String> ECPAY =
            Arrays.stream(PaymentMethod.values())
                    .map(PaymentMethod::code)
                    .filter(code -> code.startsWith("ecpay-"))
                    .toList();

    /** What a laptop offers unasked, as the payment service does; the others are switched on. */
    private static final String USUAL =
            "ecpay-credit,ecpay-atm,ecpay-cvs,ecpay-barcode,ecpay-webatm";

    private static final Pattern LIMITS =
            Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,2})?-[0-9]{1,9}(\\.[0-9]{1,2})?");

    private PaymentMethodSettings() {}

    /** Notes each fault in {@code settings}. */
    public static void check(Settings settings) {
        if (settings.isLocal()) {
            settings.requireUnlessLocal("ECPAY_MERCHANT_ID", ECPAY_TEST_MERCHANT);
            settings.requireUnlessLocal("KAKAOPAY_CID", KAKAOPAY_TEST_MERCHANT);
        } else {
            settings.optional("ECPAY_MERCHANT_ID");
            settings.optional("KAKAOPAY_CID");
        }
        settings.optional("WECHATPAY_MCH_ID");
        // As the payment service reads it, so that what is offered here is taken there.
        String ecpay =
                settings.optional("ECPAY_METHODS", settings.isLocal() ? USUAL : "ecpay-credit");
        refuseOthers(settings, "ECPAY_METHODS", ecpay, ECPAY::contains);
        settings.optional("ORDER_PAYMENT_METHODS")
                .ifPresent(
                        wanted ->
                                refuseOthers(
                                        settings,
                                        "ORDER_PAYMENT_METHODS",
                                        wanted,
                                        code -> PaymentMethod.find(code).isPresent()));
        limits(
                settings,
                Set.of("CREDIT", "ATM", "CVS", "BARCODE", "WEBATM", "TWQR", "APPLEPAY", "BNPL"),
                "ECPAY_");
        limits(settings, Set.of("KAKAOPAY", "WECHATPAY", "ON_ARRIVAL"), "ORDER_");
    }

    private static void refuseOthers(
            Settings settings, String name, String list, Predicate<String> known) {
        if (!Arrays.stream(list.split(",", -1)).allMatch(known)) {
            settings.refuse(name + " must be codes of payment methods separated by commas");
        }
    }

    private static void limits(Settings settings, Set<String> words, String prefix) {
        for (String name :
                words.stream().map(word -> prefix + word + "_LIMITS").sorted().toList()) {
            settings.optional(name)
                    .filter(given -> !LIMITS.matcher(given).matches())
                    .ifPresent(
                            _ -> settings.refuse(name + " must be two amounts such as 11-49999"));
        }
    }
}
