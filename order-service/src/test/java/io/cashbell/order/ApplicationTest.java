package io.cashbell.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.web.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTest {
    private static final Map<String, String> NEEDED =
            Map.of(
                    "AWS_REGION", "ap-northeast-1",
                    "ORDER_EVENTS_TOPIC_ARN", "arn:aws:sns:ap-northeast-1:1:order-events",
                    "ORDER_QUEUE_URL", "http://localhost:9324/1/order-queue");

    private static final Map<String, String> PROVIDED = new HashMap<>(NEEDED);

    static {
        PROVIDED.put("CONSOLE_OIDC_ISSUER", "https://id.example/pool");
        PROVIDED.put("CONSOLE_OIDC_CLIENT_ID", "console");
        PROVIDED.put("CONSOLE_OIDC_CLIENT_SECRET", "secret");
        PROVIDED.put("CONSOLE_OIDC_ROLES", "shop:owners:owner,staff:operator");
    }

    @Test
    void onALaptopTheRestHasDefaults() {
        Settings settings = Settings.of(NEEDED);
        Map<String, Object> properties = Application.read(settings);
        assertThat(settings.problems()).isEmpty();
        assertThat(properties)
                .containsEntry("messaging.table", "order-local")
                .containsEntry("ORDER_PUBLIC_URL", "http://localhost:8081")
                .containsEntry("ORDER_PAYMENT_API_URL", "http://localhost:8082")
                .containsEntry("CATALOG_SEED", "tea-shop")
                .containsEntry("ECPAY_MERCHANT_ID", "3002607")
                .containsEntry(
                        "ECPAY_METHODS",
                        "ecpay-credit,ecpay-atm,ecpay-cvs,ecpay-barcode,ecpay-webatm")
                .containsEntry("KAKAOPAY_CID", "TC0ONETIME")
                .doesNotContainKey("WECHATPAY_MCH_ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_REGION", "ORDER_EVENTS_TOPIC_ARN", "ORDER_QUEUE_URL"})
    void eachMissingVariableIsOneLineThatNamesIt(String name) {
        Map<String, String> variables = new HashMap<>(NEEDED);
        variables.remove(name);
        Settings settings = Settings.of(variables);
        Application.read(settings);
        assertThat(settings.problems()).containsExactly(name + " is required and missing");
    }

    @Test
    void inProductionNothingHasADefaultAndTheShopBeginsEmpty() {
        Map<String, String> variables = new HashMap<>(NEEDED);
        variables.put("SHOP_ENVIRONMENT", "production");
        variables.put("ORDER_QUEUE_URL", "https://sqs.ap-northeast-1.amazonaws.com/1/q");
        Settings settings = Settings.of(variables);
        Map<String, Object> properties = Application.read(settings);
        assertThat(settings.problems())
                .containsExactly(
                        "ORDER_TABLE is required and missing",
                        "ORDER_PUBLIC_URL is required and missing",
                        "STOREFRONT_URL is required and missing",
                        "PAYMENT_PUBLIC_URL is required and missing");
        assertThat(properties)
                .containsEntry("CATALOG_SEED", "none")
                .containsEntry("ECPAY_METHODS", "ecpay-credit")
                .doesNotContainKeys("ECPAY_MERCHANT_ID", "KAKAOPAY_CID", "WECHATPAY_MCH_ID");
    }

    @ParameterizedTest
    @CsvSource({
        "ORDER_PAYMENT_METHODS, 'ecpay-credit,gold'",
        "ECPAY_METHODS, kakaopay",
        "ECPAY_ATM_LIMITS, 49999",
        "ORDER_WECHATPAY_LIMITS, 1-x"
    })
    void aWayToPayThatCannotBeIsRefused(String name, String value) {
        Map<String, String> variables = new HashMap<>(NEEDED);
        variables.put(name, value);
        Settings settings = Settings.of(variables);
        Application.read(settings);
        assertThat(settings.problems()).singleElement().asString().startsWith(name + " must be");
    }

    @Test
    void theOtherServicesAreAskedWhereTheyAreToldToBe() {
        Settings settings = Settings.of(NEEDED);
        assertThat(Application.read(settings))
                .containsEntry("ORDER_PAYMENT_API_URL", "http://localhost:8082")
                .containsEntry("ORDER_NOTIFICATION_API_URL", "http://localhost:8083");
        Map<String, String> variables = new HashMap<>(NEEDED);
        variables.put("ORDER_PAYMENT_API_URL", "http://payment:1");
        variables.put("ORDER_NOTIFICATION_API_URL", "not an address");
        settings = Settings.of(variables);
        assertThat(Application.read(settings))
                .containsEntry("ORDER_PAYMENT_API_URL", "http://payment:1");
        assertThat(settings.problems())
                .singleElement()
                .asString()
                .startsWith("ORDER_NOTIFICATION_API_URL");
    }

    @Test
    void aSignInProviderIsWhollyNamedOrNotAtAll() {
        Map<String, String> variables = new HashMap<>(NEEDED);
        variables.put("CONSOLE_OIDC_CLIENT_ID", "console");
        Settings settings = Settings.of(variables);
        Application.read(settings);
        assertThat(settings.problems())
                .containsExactly(
                        "CONSOLE_OIDC_ISSUER is required and missing",
                        "CONSOLE_OIDC_CLIENT_SECRET is required and missing",
                        "CONSOLE_OIDC_ROLES is required and missing");
    }

    @ParameterizedTest
    @CsvSource({
        "CONSOLE_OIDC_ISSUER, id.example",
        "CONSOLE_OIDC_ROLES, owners",
        "CONSOLE_OIDC_ROLES, 'owners:owner,staff:king'",
        "CONSOLE_OIDC_ROLES, 'owners:owner,'",
        "CONSOLE_OIDC_SCOPES, email"
    })
    void aSignInProviderThatCannotBeIsRefused(String name, String value) {
        Map<String, String> variables = new HashMap<>(PROVIDED);
        variables.put(name, value);
        Settings settings = Settings.of(variables);
        Application.read(settings);
        assertThat(settings.problems()).singleElement().asString().startsWith(name + " must ");
    }

    @ParameterizedTest
    @CsvSource({"local, true", "staging, false", "production, false"})
    void whereAProviderIsPasswordsOpenALaptopAlone(String environment, boolean passwords) {
        Map<String, String> variables = new HashMap<>(PROVIDED);
        variables.put("SHOP_ENVIRONMENT", environment);
        Map<String, Object> properties = Application.read(Settings.of(variables));
        assertThat(properties)
                .containsEntry("admin.password-sign-in", passwords)
                .containsEntry("console.provider.role-claim", "groups")
                .containsEntry("console.provider.name", "id.example");
    }

    @Test
    void aMistypedVariableIsRefused() {
        Map<String, String> variables = new HashMap<>(NEEDED);
        variables.put("ORDER_TABEL", "x");
        Settings settings = Settings.of(variables);
        Application.read(settings);
        assertThat(settings.problems()).singleElement().asString().contains("ORDER_TABEL");
    }
}
