package io.cashbell.payment;

import io.cashbell.payment.settings.PaymentSettings;
import io.cashbell.web.queue.QueueController;
import io.cashbell.web.settings.Settings;
import io.micronaut.openapi.annotation.OpenAPIInclude;
import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import java.util.HashMap;
import java.util.Map;

/** Takes money through the gateways. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Cashbell payment service",
                        version = "1",
                        description =
                                "Sends buyers to the gateways and hears what the gateways say.",
                        license = @License(name = "Apache-2.0", identifier = "Apache-2.0")))
@OpenAPIInclude(classes = QueueController.class)
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        Settings settings = Settings.ofEnvironment();
        PaymentSettings.check(settings);
        settings.orExit();
        Map<String, Object> properties = new HashMap<>(settings.resolved());
        properties.put("messaging.topic-arn", settings.resolved().get("PAYMENT_EVENTS_TOPIC_ARN"));
        properties.put("messaging.queue-url", settings.resolved().get("PAYMENT_QUEUE_URL"));
        Micronaut.build(args)
                .mainClass(Application.class)
                .propertySources(PaymentSettings.properties(settings))
                .properties(properties)
                .eagerInitConfiguration(true)
                .banner(false)
                .start();
    }
}
