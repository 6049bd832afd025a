package io.cashbell.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void everyFaultIsOneLineThatNamesItsVariable() {
        var settings = Settings.of(Map.of("RETRY", "soon", "ADDRESS", "nowhere", "LOUD", "yes"));

        settings.require("TABLE");
        settings.duration("RETRY", Duration.ofSeconds(1));
        settings.requireUri("ADDRESS");
        settings.flag("LOUD", false);
        settings.port("PORT", 8080);

        assertThat(settings.problems())
                .containsExactly(
                        "TABLE is required and missing",
                        "RETRY must be a length of time such as 30s, 5m or 2h",
                        "ADDRESS must be an address such as https://example.com",
                        "LOUD must be true or false");
    }

    @Test
    void aBlankVariableCountsAsMissing() {
        var settings = Settings.of(Map.of("TABLE", "  "));

        assertThat(settings.require("TABLE")).isEmpty();
        assertThat(settings.problems()).containsExactly("TABLE is required and missing");
    }

    @Test
    @Tag("S2-15")
    @Tag("S3-41")
    void aSecretMayLieInAFileThatIsNamed(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("key"), " the-key\n");
        var settings =
                Settings.of(
                        Map.of(
                                "PAY_KEY_FILE", file.toString(),
                                "PAY_NAME", "given",
                                "PAY_NAME_FILE", file.toString()));

        assertThat(settings.require("PAY_KEY")).isEqualTo("the-key");
        assertThat(settings.require("PAY_NAME")).as("the variable wins").isEqualTo("given");
        assertThat(settings.resolved()).containsEntry("PAY_KEY", "the-key");
        settings.refuseUnknown(Set.of("PAY_"), Set.of("PAY_KEY", "PAY_NAME"));
        assertThat(settings.problems()).isEmpty();
        settings.refuseUnknown(Set.of("PAY_"), Set.of("PAY_NAME"));
        assertThat(settings.problems())
                .singleElement()
                .asString()
                .startsWith("PAY_KEY is not a known setting");
    }

    @Test
    void aFileThatCannotBeReadStopsTheStart(@TempDir Path folder) throws IOException {
        var large = Files.writeString(folder.resolve("large"), "x".repeat(70_000));
        for (var named : List.of(folder + "/nothing", folder.toString(), large.toString(), "\0")) {
            var settings = Settings.of(Map.of("PAY_KEY_FILE", named));

            assertThat(settings.optional("PAY_KEY")).isEmpty();
            assertThat(settings.problems())
                    .containsExactly("PAY_KEY_FILE names no file that can be read");
        }
    }

    @Test
    void aFaultIsSaidOnceHoweverOftenItIsRead() {
        var settings = Settings.of(Map.of());

        settings.require("TABLE");
        settings.require("TABLE");

        assertThat(settings.problems()).hasSize(1);
    }

    @Test
    void localDefaultsHoldOnALaptopAlone() {
        var laptop = Settings.of(Map.of());
        var live = Settings.of(Map.of("SHOP_ENVIRONMENT", "production"));

        assertThat(laptop.requireUnlessLocal("TABLE", "order-local")).isEqualTo("order-local");
        assertThat(laptop.problems()).isEmpty();
        live.requireUnlessLocal("TABLE", "order-local");
        assertThat(live.problems()).containsExactly("TABLE is required and missing");
    }

    @Test
    void plainHttpIsForLaptopsAlone() {
        var given = Map.of("ADDRESS", "http://shop.example");
        var live =
                Settings.of(
                        Map.of("ADDRESS", "http://shop.example", "SHOP_ENVIRONMENT", "staging"));

        assertThat(Settings.of(given).requireUri("ADDRESS"))
                .isEqualTo(URI.create("http://shop.example"));
        live.requireUri("ADDRESS");
        assertThat(live.problems())
                .containsExactly("ADDRESS must be an https address outside local");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"shop.example", "/path", "ftp://shop.example", "http:// x", "https:///p"})
    void whatIsNoWebAddressIsRefused(String address) {
        var settings = Settings.of(Map.of("ADDRESS", address));

        settings.requireUri("ADDRESS");

        assertThat(settings.problems())
                .containsExactly("ADDRESS must be an address such as https://example.com");
    }

    @Test
    void anUnknownEnvironmentIsTheOnlyThingSaid() {
        var settings = Settings.of(Map.of("SHOP_ENVIRONMENT", "prod"));

        settings.require("TABLE");

        assertThat(settings.environment()).isEqualTo(ShopEnvironment.PRODUCTION);
        assertThat(settings.problems())
                .containsExactly("SHOP_ENVIRONMENT must be one of local, staging, production");
    }

    @Test
    void aMistypedEnvironmentDoesNotPassForALaptop() {
        var settings = Settings.of(Map.of("SHOP_ENVIROMENT", "production"));

        settings.require("TABLE");

        assertThat(settings.isLocal()).isFalse();
        assertThat(settings.problems())
                .containsExactly(
                        "SHOP_ENVIROMENT is not a known setting; did you mean SHOP_ENVIRONMENT?");
    }

    @Test
    void aMistypedSettingIsRefusedWithTheNearestName() {
        var settings =
                Settings.of(Map.of("ECPAY_HASHKEY", "k", "ECPAY_ZZZ_ZZZ_ZZZ", "z", "PATH", "/bin"));

        settings.refuseUnknown(Set.of("ECPAY_"), Set.of("ECPAY_HASH_KEY", "ECPAY_HASH_IV"));

        assertThat(settings.problems())
                .containsExactly(
                        "ECPAY_HASHKEY is not a known setting; did you mean ECPAY_HASH_KEY?",
                        "ECPAY_ZZZ_ZZZ_ZZZ is not a known setting");
    }

    @Test
    void noLineShowsAValue() {
        var settings =
                Settings.of(
                        Map.of(
                                "KEY_A", "s3cret", "KEY_B", "s3cret", "KEY_C", "s3cret", "KEY_D",
                                "s3cret", "KEY_E", "s3cret", "KEY_F", "s3cret"));

        settings.requireUri("KEY_A");
        settings.flag("KEY_B", true);
        settings.port("KEY_C", 1);
        settings.requireEmailsUnlessLocal("KEY_D", "");
        settings.oneOf("KEY_E", Set.of("x"), "x");
        settings.refuseUnknown(Set.of("KEY_F"), Set.of());

        assertThat(settings.problems()).hasSize(6).noneMatch(line -> line.contains("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdefghijklmnopqrstu",
                "0123456789 abcdefghijklmnopqrstuv",
                "0123456789=abcdefghijklmnopqrstuv",
                "0123456789äbcdefghijklmnopqrstuv",
                ",",
                "0123456789abcdefghijklmnopqrstuv,short",
                "0123456789abcdefghijklmnopqrstuv,0123456789abcdefghijklmnopqrstuw,"
                        + "0123456789abcdefghijklmnopqrstux",
            })
    @Tag("S1-18")
    void aTokenThatIsNoneStopsTheStart(String token) {
        var settings = Settings.of(Map.of("ADMIN_API_TOKEN", token));

        assertThat(settings.problems())
                .containsExactly(
                        "ADMIN_API_TOKEN must be 32 to 512 letters, digits and any of - . _ ~ + /"
                                + " =, or two such with a comma");
    }

    @Test
    void aTokenOfAMistypedNameStopsTheStart() {
        assertThat(Settings.of(Map.of("ADMIN_API_TOKEM", "x")).problems())
                .containsExactly(
                        "ADMIN_API_TOKEM is not a known setting; did you mean ADMIN_API_TOKEN?");
    }

    @Test
    void aTokenMayComeBesideTheOneThatGoes() {
        var both = "0123456789abcdefghijklmnopqrstuv, 0123456789abcdefghijklmnopqrstuw";

        assertThat(Settings.of(Map.of("ADMIN_API_TOKEN", both)).problems()).isEmpty();
        assertThat(AdminTokens.bearer(both)).isEqualTo("Bearer 0123456789abcdefghijklmnopqrstuv");
    }

    @Test
    void aTokenIsHandedOnAndMayBeAbsent() {
        var token = "0123456789-._~+/abcdefghijklmno==";
        var given = Settings.of(Map.of("ADMIN_API_TOKEN", token));

        assertThat(given.problems()).isEmpty();
        assertThat(given.resolved()).containsEntry("ADMIN_API_TOKEN", token);
        assertThat(Settings.of(Map.of()).resolved()).doesNotContainKey("ADMIN_API_TOKEN");
    }

    @Test
    void addressesAndLengthsAreRead() {
        var settings =
                Settings.of(
                        Map.of(
                                "ADMINS",
                                "a@shop.example, b@shop.example",
                                "WAIT",
                                "PT1M30S",
                                "LONG",
                                "7d"));

        assertThat(settings.requireEmailsUnlessLocal("ADMINS", "x@y.example"))
                .isEqualTo(List.of("a@shop.example", "b@shop.example"));
        assertThat(settings.duration("WAIT", Duration.ZERO)).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.duration("LONG", Duration.ZERO)).isEqualTo(Duration.ofDays(7));
        assertThat(settings.duration("OTHER", Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void missingAddressesAreSaidOnce() {
        var settings = Settings.of(Map.of("SHOP_ENVIRONMENT", "staging"));

        settings.requireEmailsUnlessLocal("ADMINS", "x@y.example");

        assertThat(settings.problems()).containsExactly("ADMINS is required and missing");
    }

    @Test
    void whatWasReadCanBeHandedOnWithItsDefaults() {
        var settings = Settings.of(Map.of("TABLE", "orders", "UNREAD", "x"));

        settings.require("TABLE");
        settings.requireUnlessLocal("QUEUE", "order-queue");

        assertThat(settings.resolved())
                .containsEntry("TABLE", "orders")
                .containsEntry("QUEUE", "order-queue")
                .doesNotContainKey("UNREAD");
    }
}
