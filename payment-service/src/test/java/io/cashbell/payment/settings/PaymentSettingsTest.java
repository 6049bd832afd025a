package io.cashbell.payment.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.web.settings.Settings;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentSettingsTest {

    private static final KeyPair KEYS = newKeys();

    private static final Map<String, String> LAPTOP = Map.of("AWS_REGION", "ap-northeast-1");

    private static final Map<String, String> PRODUCTION =
            Map.ofEntries(
                    Map.entry("AWS_REGION", "ap-northeast-1"),
                    Map.entry("SHOP_ENVIRONMENT", "production"),
                    Map.entry("PAYMENT_TABLE", "payment-production"),
                    Map.entry(
                            "PAYMENT_EVENTS_TOPIC_ARN",
                            "arn:aws:sns:ap-northeast-1:1:payment-events"),
                    Map.entry(
                            "PAYMENT_QUEUE_URL",
                            "https://sqs.ap-northeast-1.amazonaws.com/1/payment-queue"),
                    Map.entry("PAYMENT_PUBLIC_URL", "https://pay.shop.example"),
                    Map.entry("STOREFRONT_URL", "https://shop.example"),
                    Map.entry("ECPAY_MERCHANT_ID", "1234567"),
                    Map.entry("ECPAY_HASH_KEY", "AAAAAAAAAAAAAAAA"),
                    Map.entry("ECPAY_HASH_IV", "BBBBBBBBBBBBBBBB"),
                    Map.entry("ECPAY_BASE_URL", "https://payment.ecpay.com.tw"));

    @Test
    void aCompleteProductionStarts() {
        assertThat(problems(PRODUCTION, "", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATE_PAYMENTS", "REFUND_SECOND_PAYMENTS", "REFUND_CANCELLED_ORDERS"})
    void whatBecomesOfUnwantedMoneyIsSaidInOneOfItsWords(String name) {
        assertThat(problems(LAPTOP, name, "keep")).singleElement().asString().startsWith(name);
    }

    @Test
    void sessionsAreToldOrNot() {
        assertThat(problems(LAPTOP, "PAYMENT_TELL_SESSIONS", "true")).isEmpty();
        assertThat(problems(LAPTOP, "PAYMENT_TELL_SESSIONS", "perhaps"))
                .singleElement()
                .asString()
                .startsWith("PAYMENT_TELL_SESSIONS");
    }

    @ParameterizedTest
    @CsvSource({
        "DAILY_CLOSE_AT, noon, must be a time such as 10:30",
        "DAILY_CLOSE_AT, 25:00, must be a time such as 10:30",
        "DAILY_CLOSE_ZONE, Asia/Nowhere, must be a time zone such as Asia/Taipei",
        "DAILY_CLOSE_EVERY, often, 'must be a length of time such as 30s, 5m or 2h'",
        "DAILY_CLOSE_RETRY, 0s, 'must be a length of time such as 30s, 5m or 2h'",
        "DAILY_CLOSE_GIVE_UP, -6h, 'must be a length of time such as 30s, 5m or 2h'",
        "DAILY_CLOSE_SECOND_LOOK, 31, must be a whole number from 0 to 30",
        "DAILY_CLOSE_LEASE, 9s, must be at least 10s",
        "DAILY_CLOSE_ATT, 10:30, is not a known setting; did you mean DAILY_CLOSE_AT?",
        "QUERY_PACE_ECPAY, 0, must be a whole number from 1 to 1000",
        "QUERY_PACE_KAKAOPAY, 1001, must be a whole number from 1 to 1000",
        "QUERY_PACE_WECHATPAY, many, must be a whole number from 1 to 1000",
        "QUERY_PACE_LONGEST_WAIT, soon, 'must be a length of time such as 30s, 5m or 2h'",
        "RECONCILIATION_LOOKS_SOON, PT0.5S, must be at least 1s",
        "RECONCILIATION_LOOKS_LATER, 3m, must not be shorter than RECONCILIATION_LOOKS_SOON",
        "RECONCILIATION_LOOKS_FRESH, 2 hours, 'must be a length of time such as 30s, 5m or 2h'",
        "RECONCILIATION_PAGE, 0, must be a whole number from 1 to 1000",
        "REFUNDS_QUIET, x, 'must be a length of time such as 30s, 5m or 2h'",
        "REFUNDS_AT_ONCE, 0, must be a whole number from 1 to 1000"
    })
    void aPaceThatCannotBeStopsTheStartWithOneLine(String name, String value, String expected) {
        assertThat(problems(PRODUCTION, name, value))
                .singleElement()
                .asString()
                .startsWith(name)
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "DAILY_CLOSE_AT, 00:00",
        "DAILY_CLOSE_SECOND_LOOK, 0",
        "DAILY_CLOSE_LEASE, 10s",
        "REFUNDS_GIVE_UP, 14d",
        "QUERY_PACE_ECPAY, 1000",
        "RECONCILIATION_LOOKS_SOON, 1s"
    })
    void aPaceThatCanBeIsTaken(String name, String value) {
        assertThat(problems(PRODUCTION, name, value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_REGION",
                "PAYMENT_TABLE",
                "PAYMENT_EVENTS_TOPIC_ARN",
                "PAYMENT_QUEUE_URL",
                "PAYMENT_PUBLIC_URL",
                "STOREFRONT_URL"
            })
    void productionGuessesNothing(String name) {
        assertThat(problems(PRODUCTION, name, ""))
                .containsExactly(name + " is required and missing");
    }

    @ParameterizedTest
    @CsvSource({
        "PAYMENT_TELL_SESSION, PAYMENT_TELL_SESSIONS",
        "LATE_PAYMENT, LATE_PAYMENTS",
        "REFUND_SECOND_PAYMENT, REFUND_SECOND_PAYMENTS",
        "REFUND_CANCELED_ORDERS, REFUND_CANCELLED_ORDERS",
        "STOREFRONT_URI, STOREFRONT_URL",
        "CALLBACK_RETENTION_DAY, CALLBACK_RETENTION_DAYS"
    })
    void aMistypedVariableStopsTheStart(String name, String meant) {
        assertThat(problems(PRODUCTION, name, "true"))
                .containsExactly(name + " is not a known setting; did you mean " + meant + "?");
    }

    /** One environment for the whole shop, as compose files have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ORDER_TABLE",
                "ORDER_EVENTS_TOPIC_ARN",
                "ORDER_QUEUE_URL",
                "ORDER_PUBLIC_URL",
                "ORDER_PAYMENT_API_URL",
                "NOTIFICATION_TABLE",
                "NOTIFICATION_QUEUE_URL",
                "CATALOG_SEED",
                "CONSOLE_OWNER_EMAIL",
                "ADMIN_EMAILS",
                "MAIL_FROM",
                "SMTP_HOST"
            })
    void whatOtherServicesAreToldStopsNobodyHere(String name) {
        assertThat(problems(PRODUCTION, name, "https://shop.example")).isEmpty();
    }

    @Test
    void aLaptopStartsWithItsRegionAlone() {
        Settings settings = Settings.of(LAPTOP);
        PaymentSettings.check(settings);

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.resolved()).containsEntry("PAYMENT_TABLE", "payment-local");
    }

    @Test
    void aLaptopTakesOrdersForEcpaysPublicTestMerchant() {
        Settings settings = Settings.of(LAPTOP);
        PaymentSettings.check(settings);

        assertThat(settings.resolved())
                .containsEntry("ECPAY_MERCHANT_ID", "3002607")
                .containsEntry("ECPAY_HASH_KEY", "pwFHCqoQZGmho4w6")
                .containsEntry("ECPAY_HASH_IV", "EkRm7iFT261dpevs")
                .containsEntry("ECPAY_BASE_URL", "http://localhost:8090/ecpay");
    }

    @Test
    void aLaptopThatNamesAMerchantNamesItsKeysToo() {
        assertThat(problems(LAPTOP, "ECPAY_MERCHANT_ID", "1234567"))
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
        Settings settings = Settings.of(LAPTOP);
        PaymentSettings.check(settings);

        assertThat(settings.resolved())
                .containsEntry(
                        "ECPAY_METHODS",
                        "ecpay-credit,ecpay-atm,ecpay-cvs,ecpay-barcode,ecpay-webatm");
    }

    @Test
    void whatNeedsAContractOfItsOwnIsSwitchedOnByName() {
        assertThat(
                        problems(
                                PRODUCTION,
                                "ECPAY_METHODS",
                                "ecpay-credit,ecpay-twqr,ecpay-applepay,ecpay-bnpl"))
                .isEmpty();
        assertThat(problems(PRODUCTION, "ECPAY_BNPL_LIMITS", "50-500000")).isEmpty();
        assertThat(problems(PRODUCTION, "ECPAY_TWQR_LIMITS", "six"))
                .singleElement()
                .asString()
                .contains("6-49999");
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
        Map<String, String> legacy = new HashMap<>(LAPTOP);
        legacy.put("KAKAOPAY_DIALECT", "legacy");
        Settings settings = Settings.of(legacy);
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
        "KAKAOPAY_SECRET_KEY, DEVSANDBOX0123456789ABCDEF0123456789ABCD, is the sandbox's key: refused",
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
    @CsvSource({"KAKAOPAY_CID, CA00000001, KAKAOPAY_CID is not a public test merchant"})
    void outsideProductionKakaopaysRealKeysAreRefused(String name, String value, String expected) {
        Map<String, String> staging = withKakaopay();
        staging.put("SHOP_ENVIRONMENT", "staging");
        staging.put("ECPAY_BASE_URL", "https://sandbox.example/ecpay");
        staging.put("KAKAOPAY_CID", "TC0ONETIME");
        staging.put("KAKAOPAY_SECRET_KEY", "DEV1234");
        assertThat(problems(staging, "", "")).isEmpty();

        assertThat(problems(staging, name, value)).singleElement().asString().startsWith(expected);
    }

    /** No document says how its keys begin. */
    @Test
    void howKakaopaysKeysBeginIsReasonToWarnAndNoneToRefuse() {
        Map<String, String> development = withKakaopay();
        development.put("KAKAOPAY_SECRET_KEY", "DEV1234");
        Settings production = Settings.of(development);
        PaymentSettings.check(production);
        assertThat(production.problems()).isEmpty();
        assertThat(production.warnings())
                .containsExactly("KAKAOPAY_SECRET_KEY looks like a development key, in production");

        Map<String, String> live = new HashMap<>(LAPTOP);
        live.put("KAKAOPAY_CID", "TC0ONETIME");
        live.put("KAKAOPAY_SECRET_KEY", "PRD1234");
        Settings laptop = Settings.of(live);
        PaymentSettings.check(laptop);
        assertThat(laptop.problems()).isEmpty();
        assertThat(laptop.warnings())
                .containsExactly(
                        "KAKAOPAY_SECRET_KEY looks like a production key, outside production");
    }

    @ParameterizedTest
    @CsvSource({
        "ECPAY_SANDBOX_RETRY, '2s,2s'",
        "ECPAY_SANDBOX_AUTO_CAPTURE, off",
        "ECPAY_SANDBOX_CREDIT_LIMITS, 5-199999",
        "ECPAY_SANDBOX_CREDIT_CHECK_CODE, 12345678",
        "ECPAY_SANDBOX_THROTTLE, 60/60s",
        "KAKAOPAY_SANDBOX_LIMITS, 50-2000000",
        "WECHATPAY_SANDBOX_RETRY, 2s"
    })
    void whatIsSaidToTheSandboxStopsNobody(String name, String value) {
        assertThat(problems(LAPTOP, name, value)).isEmpty();
    }

    @Test
    void aKakaopayMerchantMayHaveASecret() {
        assertThat(problems(LAPTOP, "KAKAOPAY_CID_SECRET", "abcdefghijklmnopqrstuvwx")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "staging", "production"})
    void withoutKeysWechatpayIsNotOffered(String environment) {
        Map<String, String> bare = new HashMap<>(PRODUCTION);
        bare.keySet().removeIf(name -> name.startsWith("ECPAY_"));
        bare.put("SHOP_ENVIRONMENT", environment);
        Settings settings = Settings.of(bare);
        PaymentSettings.check(settings);

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.resolved()).doesNotContainKey("WECHATPAY_MCH_ID");
    }

    @Test
    void productionStartsWithWechatpayInEachMode() {
        assertThat(problems(withWechatpay(), "", "")).isEmpty();
        assertThat(problems(withWechatpay(), "WECHATPAY_KEY_MODE", "both")).isEmpty();

        Map<String, String> certificates = withWechatpay();
        certificates.keySet().removeIf(name -> name.startsWith("WECHATPAY_PUBLIC_KEY"));
        assertThat(problems(certificates, "WECHATPAY_KEY_MODE", "certificate")).isEmpty();
    }

    @Test
    void twoKeysOfAKindMayBeLive() {
        Map<String, String> changing = withWechatpay();
        changing.put("WECHATPAY_PUBLIC_KEY_ID", "PUB_KEY_ID_1,PUB_KEY_ID_2");
        changing.put("WECHATPAY_PUBLIC_KEY", pem() + "," + pem());
        changing.put(
                "WECHATPAY_API_V3_KEY",
                "0123456789abcdef0123456789abcdef,ffffffffffffffffffffffffffffffff");

        assertThat(problems(changing, "", "")).isEmpty();
        assertThat(problems(changing, "WECHATPAY_PUBLIC_KEY_ID", "PUB_KEY_ID_1"))
                .containsExactly("WECHATPAY_PUBLIC_KEY cannot be used: as many public keys as ids");
    }

    @ParameterizedTest
    @CsvSource({
        "WECHATPAY_MCH_ID, '', is required and missing",
        "WECHATPAY_APP_ID, '', is required and missing",
        "WECHATPAY_SERIAL, '', is required and missing",
        "WECHATPAY_API_V3_KEY, '', is required and missing",
        "WECHATPAY_API_V3_KEY, tooshort, an APIv3 key has 32 characters",
        "WECHATPAY_PRIVATE_KEY, '', is required and missing",
        "WECHATPAY_PRIVATE_KEY, c2VjcmV0, not a private RSA key in PKCS#8",
        "WECHATPAY_PRIVATE_KEY, '***', not a private RSA key in PKCS#8",
        "WECHATPAY_PUBLIC_KEY, '', is required and missing",
        "WECHATPAY_PUBLIC_KEY, c2VjcmV0, not a public RSA key in X.509",
        "WECHATPAY_PUBLIC_KEY_ID, 'a,b', as many public keys as ids",
        "WECHATPAY_KEY_MODE, none, 'must be one of both, certificate, public-key'",
        "WECHATPAY_MCH_ID, 1900000109, is a sample or sandbox merchant: refused in production",
        "WECHATPAY_BASE_URL, '', is required and missing",
        "WECHATPAY_BASE_URL, http://api.mch.weixin.qq.com, must be an https address",
        "WECHATPAY_MCHID, 1, is not a known setting; did you mean WECHATPAY_MCH_ID?"
    })
    @Tag("S2-14")
    void productionNamesWhatIsWrongWithWechatpay(String name, String value, String expected) {
        assertThat(problems(withWechatpay(), name, value))
                .singleElement()
                .asString()
                .startsWith(name.equals("WECHATPAY_PUBLIC_KEY_ID") ? "WECHATPAY_PUBLIC_KEY" : name)
                .contains(expected)
                .doesNotContain("c2VjcmV0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "staging"})
    @Tag("S2-21")
    void outsideProductionWechatpaysHostIsRefused(String environment) {
        Map<String, String> variables = withWechatpay();
        variables.put("SHOP_ENVIRONMENT", environment);
        variables.put("ECPAY_BASE_URL", "https://sandbox.example/ecpay");

        assertThat(problems(variables, "", ""))
                .containsExactly(
                        "WECHATPAY_BASE_URL is WeChat Pay's live host: refused outside production");
        assertThat(problems(variables, "WECHATPAY_BASE_URL", "https://sandbox.example/wechatpay"))
                .isEmpty();
    }

    private static Map<String, String> withWechatpay() {
        Map<String, String> variables = new HashMap<>(PRODUCTION);
        variables.put("WECHATPAY_APP_ID", "wx0123456789abcdef");
        variables.put("WECHATPAY_MCH_ID", "1230000109");
        variables.put("WECHATPAY_SERIAL", "444F4864EA9B34415AAC95E3");
        variables.put("WECHATPAY_API_V3_KEY", "0123456789abcdef0123456789abcdef");
        variables.put("WECHATPAY_PRIVATE_KEY", base64(KEYS.getPrivate()));
        variables.put("WECHATPAY_PUBLIC_KEY_ID", "PUB_KEY_ID_1");
        variables.put("WECHATPAY_PUBLIC_KEY", pem());
        variables.put("WECHATPAY_BASE_URL", "https://api.mch.weixin.qq.com");
        return variables;
    }

    /** As an environment file carries a PEM. */
    private static String pem() {
        return "-----BEGIN PUBLIC KEY-----\\n"
                + base64(KEYS.getPublic())
                + "\\n-----END PUBLIC KEY-----\\n";
    }

    private static String base64(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has RSA", missing);
        }
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
