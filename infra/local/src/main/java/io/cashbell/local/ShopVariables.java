package io.cashbell.local;

import io.cashbell.local.process.Endpoints;
import io.cashbell.local.process.Resources;
import io.cashbell.local.process.Service;
import java.util.HashMap;
import java.util.Map;

/**
 * What each service of a shop on one machine is told: what its caller says first, and for the rest
 * what makes it work here.
 */
final class ShopVariables {
    /** ECPay's public test merchant, which ECPay publishes for everybody's tests. */
    private static final Map<String, String> ECPAY_TEST_KEYS =
            Map.of(
                    "ECPAY_HASH_KEY", "pwFHCqoQZGmho4w6",
                    "ECPAY_HASH_IV", "EkRm7iFT261dpevs");

    private static final String MERCHANT = "WECHATPAY_MCH_ID";

    private final Map<String, String> caller;
    private final Ports ports;
    private final AdminToken adminToken;
    private final ConsoleOwner owner;
    private final Map<String, String> gateways;

    /**
     * @param gateways what the sandbox tells a shop, keys among it: for the service that takes
     *     money, and for no other
     */
    ShopVariables(
            Map<String, String> caller,
            Ports ports,
            AdminToken adminToken,
            ConsoleOwner owner,
            Map<String, String> gateways) {
        this.caller = Map.copyOf(caller);
        this.ports = ports;
        this.adminToken = adminToken;
        this.owner = owner;
        this.gateways = Map.copyOf(gateways);
    }

    /** The AWS to use: the caller's where the caller names one, otherwise the emulators. */
    Endpoints aws(Endpoints emulators) {
        if (!callerNamesAnAws()) {
            return emulators;
        }
        var aws = new HashMap<String, String>();
        if (!caller.containsKey("AWS_ENDPOINT_URL")) {
            aws.putAll(emulators.aws());
        }
        caller.forEach(
                (name, value) -> {
                    if (name.startsWith("AWS_")) {
                        aws.put(name, value);
                    }
                });
        aws.putIfAbsent("AWS_REGION", Endpoints.REGION);
        return new Endpoints(aws, emulators.smtp(), emulators.mailbox());
    }

    Map<String, String> of(Service service, Resources resources) {
        var variables = new HashMap<String, String>();
        variables.put("SHOP_ENVIRONMENT", "local");
        variables.put("MICRONAUT_SERVER_HOST", "127.0.0.1");
        variables.putAll(resources.environmentOf(service));
        var order = "http://localhost:" + ports.of(Service.ORDER);
        variables.put("ORDER_PUBLIC_URL", order);
        variables.put("PAYMENT_PUBLIC_URL", "http://localhost:" + ports.of(Service.PAYMENT));
        variables.put("STOREFRONT_URL", order);
        variables.put("ECPAY_MERCHANT_ID", "3002607");
        switch (service) {
            // That there is an account, and nothing of its keys.
            case ORDER -> {
                variables.put(MERCHANT, gateways.get(MERCHANT));
                variables.put(
                        "ORDER_NOTIFICATION_API_URL",
                        "http://localhost:" + ports.of(Service.NOTIFICATION));
                variables.put(ConsoleOwner.EMAIL, owner.email());
                variables.put(ConsoleOwner.PASSWORD, owner.password());
            }
            case PAYMENT -> {
                variables.putAll(ECPAY_TEST_KEYS);
                variables.put("ECPAY_BASE_URL", "http://localhost:" + ports.sandbox() + "/ecpay");
                variables.put(
                        "KAKAOPAY_BASE_URL", "http://localhost:" + ports.sandbox() + "/kakaopay");
                variables.putAll(gateways);
            }
            case NOTIFICATION -> {
                variables.put("ADMIN_EMAILS", "owner@example.com");
                variables.put("MAIL_FROM", "shop@example.com");
            }
        }
        caller.forEach(
                (name, value) -> {
                    if (callerNamesAnAws() || !isAws(name)) {
                        variables.put(name, value);
                    }
                });
        variables.put(AdminToken.VARIABLE, adminToken.value());
        ProxyVariables.spareLoopback(variables);
        variables.keySet().removeIf(name -> CallersFile.holds(caller, name));
        return variables;
    }

    /**
     * Without an endpoint of the caller's, the AWS variables of a working day (a profile, a region,
     * real keys) have no business here: the emulators are the only AWS there is.
     */
    private boolean callerNamesAnAws() {
        return caller.keySet().stream().anyMatch(name -> name.startsWith("AWS_ENDPOINT_URL"));
    }

    private static boolean isAws(String name) {
        return name.startsWith("AWS_");
    }
}
