package io.cashbell.payment.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.web.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentSettingsTest {

    private static final Map<String, String> PRODUCTION =
            Map.of(
                    "SHOP_ENVIRONMENT", "production",
                    "PAYMENT_TABLE", "payment-production",
                    "PAYMENT_EVENTS_TOPIC_ARN", "arn:aws:sns:ap-northeast-1:1:payment-events",
                    "PAYMENT_QUEUE_URL", "https://sqs.ap-northeast-1.amazonaws.com/1/payment-queue",
                    "PAYMENT_PUBLIC_URL", "https://pay.shop.example",
                    "STOREFRONT_URL", "https://shop.example",
                    "ECPAY_MERCHANT_ID", "1234567",
                    "ECPAY_HASH_KEY", "AAAAAAAAAAAAAAAA",
                    "ECPAY_HASH_IV", "BBBBBBBBBBBBBBBB",
                    "ECPAY_BASE_URL", "https://payment.ecpay.com.tw");

    @Test
    void aCompleteProductionStarts() {
        assertThat(problems(PRODUCTION, "", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATE_PAYMENTS", "REFUND_SECOND_PAYMENTS", "REFUND_CANCELLED_ORDERS"})
    void whatBecomesOfUnwantedMoneyIsSaidInOneOfItsWords(String name) {
        assertThat(problems(Map.of(), name, "keep")).singleElement().asString().startsWith(name);
    }

    @Test
    void aLaptopStartsWithNothingAtAll() {
        Settings settings = Settings.of(Map.of());
        PaymentSettings.check(settings);

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.resolved()).containsEntry("PAYMENT_TABLE", "payment-local");
    }

    @Test
    void aLaptopTakesOrdersForEcpaysPublicTestMerchant() {
        Settings settings = Settings.of(Map.of());
        PaymentSettings.check(settings);

        assertThat(settings.resolved())
                .containsEntry("ECPAY_MERCHANT_ID", "3002607")
                .containsEntry("ECPAY_HASH_KEY", "pwFHCqoQZGmho4w6")
                .containsEntry("ECPAY_HASH_IV", "EkRm7iFT261dpevs")
                .containsEntry("ECPAY_BASE_URL", "http://localhost:8090/ecpay");
    }

    @Test
    void aLaptopThatNamesAMerchantNamesItsKeysToo() {
        assertThat(problems(Map.of(), "ECPAY_MERCHANT_ID", "1234567"))
                .containsExactly(
                        "ECPAY_HASH_KEY is required and missing",
                        "ECPAY_HASH_IV is required and missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "production"})
    void elsewhereAGatewayWithoutKeysIsNotOfferedAndNotMissed(String environment) {
        Map<String, String> bare = new HashMap<>(PRODUCTION);
        bare.keySet().removeIf(name -> name.startsWith("ECPAY_"));
        bare.put("SHOP_ENVIRONMENT", environment);
        Settings settings = Settings.of(bare);
        PaymentSettings.check(settings);

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.resolved())
                .doesNotContainKeys("ECPAY_MERCHANT_ID", "ECPAY_HASH_KEY", "ECPAY_HASH_IV");
    }

    @ParameterizedTest
    @CsvSource({
        "ECPAY_MERCHANT_ID, 3002607, is a public test merchant",
        "ECPAY_MERCHANT_ID, 2000132, is a public test merchant",
        "ECPAY_HASH_KEY, pwFHCqoQZGmho4w6, is a public test key",
        "ECPAY_BASE_URL, https://payment-stage.ecpay.com.tw, is ECPay's stage host",
        "ECPAY_BASE_URL, http://payment.ecpay.com.tw, must be an https address",
        "ECPAY_ACCEPT_SIMULATED, true, must not be true in production",
        "PAYMENT_PUBLIC_URL, http://pay.shop.example, must be an https address",
        "PAYMENT_PUBLIC_URL, https://pay.shop.example:8443, must have no port in production",
        "STOREFRONT_URL, http://shop.example, must be an https address",
        "PAYMENT_TABLE, '', is required and missing",
        "ECPAY_HASH_IV, '', is required and missing",
        "ECPAY_METHODS, 'ecpay-credit,ecpay-paypal', must be some of ecpay-credit",
        "ECPAY_METHODS, 'ecpay-credit,ecpay-credit', must be some of ecpay-credit",
        "ECPAY_METHODS, 'ecpay-credit,', must be some of ecpay-credit",
        "ECPAY_ATM_LIMITS, 50000, must be two amounts in whole dollars such as 11-49999",
        "ECPAY_CVS_LIMITS, 6000-33, must be two amounts in whole dollars such as 33-6000",
        "ECPAY_CREDIT_INSTALLMENT, '3,7', 'must be some of 3,6,12,18,24'",
        "ECPAY_UNION_PAY, yes, 'must be one of 0, 1, 2'",
        "ECPAY_HASHKEY, AAAA, is not a known setting; did you mean ECPAY_HASH_KEY?"
    })
    void productionRefusesWithOneLineThatNamesTheVariable(
            String name, String value, String expected) {
        assertThat(problems(PRODUCTION, name, value))
                .singleElement()
                .asString()
                .startsWith(name)
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "staging, https://payment.ecpay.com.tw, 3002607, ECPAY_BASE_URL is ECPay's live host",
        "local, https://payment.ecpay.com.tw, 3002607, ECPAY_BASE_URL is ECPay's live host",
        "staging, https://payment-stage.ecpay.com.tw, 1234567, ECPAY_MERCHANT_ID is not a public"
    })
    void liveKeysAreRefusedOutsideProduction(
            String environment, String base, String merchant, String expected) {
        Map<String, String> variables = new HashMap<>(PRODUCTION);
        variables.put("SHOP_ENVIRONMENT", environment);
        variables.put("ECPAY_BASE_URL", base);

        assertThat(problems(variables, "ECPAY_MERCHANT_ID", merchant))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @Test
    void productionOffersCardsAloneUnlessItSaysOtherwise() {
        Settings settings = Settings.of(PRODUCTION);
        PaymentSettings.check(settings);

        assertThat(settings.resolved())
                .containsEntry("ECPAY_METHODS", "ecpay-credit")
                .containsEntry("ECPAY_ATM_LIMITS", "11-49999");
        assertThat(problems(PRODUCTION, "ECPAY_METHODS", "ecpay-atm,ecpay-credit")).isEmpty();
    }

    @Test
    void aLaptopOffersAllThatTheSandboxKnows() {
        Settings settings = Settings.of(Map.of());
        PaymentSettings.check(settings);

        assertThat(settings.resolved())
                .containsEntry(
                        "ECPAY_METHODS",
                        "ecpay-credit,ecpay-atm,ecpay-cvs,ecpay-barcode,ecpay-webatm");
    }

    @Test
    void instalmentsAndUnionPayAreNotOfferedTogether() {
        Map<String, String> instalments = new HashMap<>(PRODUCTION);
        instalments.put("ECPAY_CREDIT_INSTALLMENT", "3,6,12,18,24");

        assertThat(problems(instalments, "ECPAY_UNION_PAY", "2")).isEmpty();
        assertThat(problems(instalments, "ECPAY_UNION_PAY", "0"))
                .containsExactly(
                        "ECPAY_UNION_PAY must be 2 or absent beside ECPAY_CREDIT_INSTALLMENT");
    }

    @Test
    void aLaptopTakesOrdersForTheSandboxesKakaopay() {
        Settings settings = Settings.of(Map.of("KAKAOPAY_DIALECT", "legacy"));
        PaymentSettings.check(settings);

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.resolved())
                .containsEntry("KAKAOPAY_CID", "TC0ONETIME")
                .containsEntry("KAKAOPAY_BASE_URL", "http://localhost:8090/kakaopay")
                .containsKey("KAKAOPAY_ADMIN_KEY")
                .doesNotContainKey("KAKAOPAY_SECRET_KEY");
    }

    @Test
    void elsewhereKakaopayWithoutKeysIsNotOffered() {
        Settings settings = Settings.of(PRODUCTION);
        PaymentSettings.check(settings);

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.resolved())
                .doesNotContainKeys("KAKAOPAY_CID", "KAKAOPAY_SECRET_KEY", "KAKAOPAY_ADMIN_KEY");
    }

    @Test
    void productionStartsWithKakaopayInEitherDialect() {
        assertThat(problems(withKakaopay(), "", "")).isEmpty();

        Map<String, String> legacy = withKakaopay();
        legacy.remove("KAKAOPAY_SECRET_KEY");
        legacy.put("KAKAOPAY_DIALECT", "legacy");
        legacy.put("KAKAOPAY_BASE_URL", "https://kapi.kakao.com");
        assertThat(problems(legacy, "KAKAOPAY_ADMIN_KEY", "ffffffffffffffffffffffffffffffff"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "KAKAOPAY_CID, TC0ONETIME, is a public test merchant: refused in production",
        "KAKAOPAY_CID, '', is required and missing",
        "KAKAOPAY_SECRET_KEY, DEV1234, is a development key: refused in production",
        "KAKAOPAY_SECRET_KEY, '', is required and missing",
        "KAKAOPAY_BASE_URL, http://open-api.kakaopay.com, must be an https address",
        "KAKAOPAY_BASE_URL, https://kapi.kakao.com, is the host of the other KAKAOPAY_DIALECT",
        "KAKAOPAY_BASE_URL, '', is required and missing",
        "KAKAOPAY_DIALECT, new, 'must be one of legacy, open'",
        "KAKAOPAY_SECRETKEY, A, is not a known setting; did you mean KAKAOPAY_SECRET_KEY?"
    })
    @Tag("S3-27")
    void productionNamesWhatIsWrongWithKakaopay(String name, String value, String expected) {
        assertThat(problems(withKakaopay(), name, value))
                .singleElement()
                .asString()
                .startsWith(name)
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "KAKAOPAY_CID, CA00000001, KAKAOPAY_CID is not a public test merchant",
        "KAKAOPAY_SECRET_KEY, PRD1234, KAKAOPAY_SECRET_KEY is a production key"
    })
    void outsideProductionKakaopaysRealKeysAreRefused(String name, String value, String expected) {
        Map<String, String> staging = withKakaopay();
        staging.put("SHOP_ENVIRONMENT", "staging");
        staging.put("ECPAY_BASE_URL", "https://sandbox.example/ecpay");
        staging.put("KAKAOPAY_CID", "TC0ONETIME");
        staging.put("KAKAOPAY_SECRET_KEY", "DEV1234");
        assertThat(problems(staging, "", "")).isEmpty();

        assertThat(problems(staging, name, value)).singleElement().asString().startsWith(expected);
    }

    private static Map<String, String> withKakaopay() {
        Map<String, String> variables = new HashMap<>(PRODUCTION);
        variables.put("KAKAOPAY_CID", "CA00000001");
        variables.put("KAKAOPAY_SECRET_KEY", "PRD0000000000000000000000000000000000001");
        variables.put("KAKAOPAY_BASE_URL", "https://open-api.kakaopay.com");
        return variables;
    }

    @Test
    void noLineShowsAValue() {
        assertThat(problems(PRODUCTION, "ECPAY_HASH_KEY", "pwFHCqoQZGmho4w6"))
                .noneMatch(line -> line.contains("pwFH"));
    }

    @Test
    @Tag("S3-43")
    void stagingTakesTheTestMerchantAndItsSimulatedNotices() {
        Map<String, String> variables = new HashMap<>(PRODUCTION);
        variables.put("SHOP_ENVIRONMENT", "staging");
        variables.put("ECPAY_MERCHANT_ID", "3002607");
        variables.put("ECPAY_HASH_KEY", "pwFHCqoQZGmho4w6");
        variables.put("ECPAY_BASE_URL", "https://payment-stage.ecpay.com.tw");

        assertThat(problems(variables, "ECPAY_ACCEPT_SIMULATED", "true")).isEmpty();
    }

    private static List<String> problems(Map<String, String> variables, String name, String value) {
        Map<String, String> changed = new HashMap<>(variables);
        if (!name.isEmpty()) {
            changed.put(name, value);
        }
        Settings settings = Settings.of(changed);
        PaymentSettings.check(settings);
        return settings.problems();
    }
}
