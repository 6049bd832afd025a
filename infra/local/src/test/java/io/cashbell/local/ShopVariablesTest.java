package io.cashbell.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.Endpoints;
import io.cashbell.local.process.Resources;
import io.cashbell.local.process.Service;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopVariablesTest {
    private static final Resources RESOURCES =
            new Resources(
                    Endpoints.of(null, null, null, null, null),
                    Map.of(
                            "ORDER_TABLE", "order",
                            "ORDER_QUEUE_URL", "http://localhost/order",
                            "ORDER_EVENTS_TOPIC_ARN", "arn:order",
                            "PAYMENT_TABLE", "payment",
                            "PAYMENT_QUEUE_URL", "http://localhost/payment",
                            "PAYMENT_EVENTS_TOPIC_ARN", "arn:payment",
                            "NOTIFICATION_TABLE", "notification",
                            "NOTIFICATION_QUEUE_URL", "http://localhost/notification"));

    @TempDir private Path data;

    @ParameterizedTest
    @CsvSource({
        "PAYMENT, ECPAY_MERCHANT_ID",
        "PAYMENT, ECPAY_HASH_KEY",
        "PAYMENT, ECPAY_HASH_IV",
        "PAYMENT, WECHATPAY_PRIVATE_KEY",
        "NOTIFICATION, ADMIN_EMAILS",
        "NOTIFICATION, ADMIN_API_TOKEN",
        "ORDER, CONSOLE_OWNER_EMAIL",
        "ORDER, CONSOLE_FIRST_PASSWORD"
    })
    void whatTheCallerHasInAFileIsNotFilledIn(Service service, String name) {
        assertThat(told(service, Map.of())).containsKey(name);

        assertThat(told(service, Map.of(name + "_FILE", "/run/secrets/it")))
                .containsEntry(name + "_FILE", "/run/secrets/it")
                .doesNotContainKey(name);
    }

    /** As the services read it. */
    @Test
    void theCallersVariableWinsOverItsFile() {
        var caller = new HashMap<String, String>();
        caller.put("ECPAY_HASH_KEY", "AAAAAAAAAAAAAAAA");
        caller.put("ECPAY_HASH_KEY_FILE", "/run/secrets/it");

        assertThat(told(Service.PAYMENT, caller))
                .containsEntry("ECPAY_HASH_KEY", "AAAAAAAAAAAAAAAA");
    }

    @Test
    void nothingIsMadeOfWhatTheCallerHasInAFile() {
        var caller =
                Map.of(
                        "ADMIN_API_TOKEN_FILE", "/run/secrets/token",
                        "CONSOLE_FIRST_PASSWORD_FILE", "/run/secrets/password");

        assertThat(AdminToken.of(caller, data).whereabouts()).contains("ADMIN_API_TOKEN_FILE");
        assertThat(ConsoleOwner.of(caller, data).words()).endsWith("first password yours");
        assertThat(data).isEmptyDirectory();
    }

    private Map<String, String> told(Service service, Map<String, String> caller) {
        return new ShopVariables(
                        caller,
                        Ports.standard(0),
                        AdminToken.of(caller, data),
                        ConsoleOwner.of(caller, data),
                        Map.of("WECHATPAY_MCH_ID", "1", "WECHATPAY_PRIVATE_KEY", "MII"))
                .of(service, RESOURCES);
    }
}
