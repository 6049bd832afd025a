package io.cashbell.notification;

import io.cashbell.web.queue.QueueController;
import io.cashbell.web.settings.Settings;
import io.micronaut.openapi.annotation.OpenAPIInclude;
import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

/** Starts the service. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Cashbell notification service",
                        version = "1",
                        description = "Tells the administrators what happened to their orders."))
@OpenAPIInclude(classes = QueueController.class)
public final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        Settings settings = Settings.ofEnvironment();
        NotificationSettings.check(settings);
        settings.orExit();
        Micronaut.build(arguments)
                .mainClass(Application.class)
                .properties(settings.resolved())
                .eagerInitConfiguration(true)
                .banner(false)
                .start();
    }
}
