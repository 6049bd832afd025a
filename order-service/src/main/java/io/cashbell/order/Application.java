package io.cashbell.order;

import io.cashbell.order.admin.account.ProviderSettings;
import io.cashbell.order.catalog.PaymentMethodSettings;
import io.cashbell.web.queue.QueueController;
import io.cashbell.web.settings.AllowedOrigins;
import io.cashbell.web.settings.Settings;
import io.cashbell.web.settings.ShopEnvironment;
import io.micronaut.openapi.annotation.OpenAPIInclude;
import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import java.net.URI;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Starts the order service. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Cashbell order service",
                        version = "1",
                        description =
                                "Takes a shop's orders and follows each one to its end. Errors are"
                                        + " application/problem+json; their types are listed in the"
                                        + " service's README.",
                        license = @License(name = "Apache-2.0", identifier = "Apache-2.0")))
@OpenAPIInclude(classes = QueueController.class)
public final class Application {
    private static final String ALLOWED_ORIGINS = "ORDER_ALLOWED_ORIGINS";
    private static final int MOST_PER_CLIENT = 60_000;
    private static final int MOST_PROXIES = 5;

    private Application() {}

    public static void main(String[] args) {
        Settings settings = Settings.ofEnvironment();
        Map<String, Object> properties = read(settings);
        settings.orExit();
        Micronaut.build(args)
                .mainClass(Application.class)
                .eagerInitConfiguration(true)
                .banner(false)
                .properties(properties)
                .start();
    }

    /** Notes every setting and everything that is wrong with one; gives the configuration. */
    public static Map<String, Object> read(Settings settings) {
        settings.require("AWS_REGION");
        String table = settings.requireUnlessLocal("ORDER_TABLE", "order-local");
        String topic = settings.require("ORDER_EVENTS_TOPIC_ARN");
        URI queue = settings.requireUri("ORDER_QUEUE_URL");
        URI service = settings.requireUriUnlessLocal("ORDER_PUBLIC_URL", "http://localhost:8081");
        URI storefront = settings.requireUriUnlessLocal("STOREFRONT_URL", "http://localhost:8081");
        URI payment = settings.requireUriUnlessLocal("PAYMENT_PUBLIC_URL", "http://localhost:8082");
        otherServices(settings, payment);
        boolean production = settings.environment() == ShopEnvironment.PRODUCTION;
        settings.oneOf(
                "CATALOG_SEED", Set.of("tea-shop", "none"), production ? "none" : "tea-shop");
        PaymentMethodSettings.check(settings);
        if (!ZoneId.getAvailableZoneIds()
                .contains(settings.optional("ORDER_ZONE", "Asia/Taipei"))) {
            settings.refuse("ORDER_ZONE must be a time zone such as Asia/Taipei");
        }
        settings.wholeNumber("ORDER_PER_CLIENT", 120, 0, MOST_PER_CLIENT);
        console(settings);
        Map<String, Object> provider = ProviderSettings.read(settings, service);
        Set<String> known =
                new HashSet<>(
                        Set.of(
                                "ORDER_TABLE",
                                "ORDER_EVENTS_TOPIC_ARN",
                                "ORDER_QUEUE_URL",
                                "ORDER_PUBLIC_URL",
                                "ORDER_PAYMENT_API_URL",
                                "ORDER_ZONE",
                                ALLOWED_ORIGINS,
                                "ORDER_NOTIFICATION_API_URL",
                                "STOREFRONT_URL",
                                "CATALOG_SEED",
                                "CONSOLE_OWNER_EMAIL",
                                "CONSOLE_FIRST_PASSWORD",
                                "CONSOLE_TRUSTED_PROXIES",
                                "ORDER_PER_CLIENT"));
        known.addAll(PaymentMethodSettings.OWN);
        known.addAll(ProviderSettings.OWN);
        settings.refuseUnknown(Set.of("ORDER_", "CATALOG_", "STOREFRONT_", "CONSOLE_"), known);
        Map<String, Object> properties = new HashMap<>(settings.resolved());
        properties.putAll(AllowedOrigins.read(settings, ALLOWED_ORIGINS, service, storefront));
        properties.putAll(provider);
        properties.put("admin.secure-cookies", !settings.isLocal());
        properties.put("messaging.table", table);
        properties.put("messaging.topic-arn", topic);
        properties.put("messaging.queue-url", queue.toString());
        return properties;
    }

    /** As this one reaches them; it may be by other addresses than the world does. */
    private static void otherServices(Settings settings, URI payment) {
        settings.optionalUri("ORDER_PAYMENT_API_URL");
        settings.optional("ORDER_PAYMENT_API_URL", payment.toString());
        settings.optionalUri("ORDER_NOTIFICATION_API_URL");
        if (settings.isLocal()) {
            settings.optional("ORDER_NOTIFICATION_API_URL", "http://localhost:8083");
        }
    }

    private static void console(Settings settings) {
        settings.wholeNumber("CONSOLE_TRUSTED_PROXIES", 0, 0, MOST_PROXIES);
        settings.optional("CONSOLE_OWNER_EMAIL")
                .filter(given -> !given.matches("[^\\s@]{1,64}@[^\\s@]{1,189}"))
                .ifPresent(_ -> settings.refuse("CONSOLE_OWNER_EMAIL must be a mail address"));
        settings.optional("CONSOLE_FIRST_PASSWORD")
                .filter(given -> given.length() < 12 || given.length() > 200)
                .ifPresent(
                        _ ->
                                settings.refuse(
                                        "CONSOLE_FIRST_PASSWORD must have 12 to 200 characters"));
    }
}
