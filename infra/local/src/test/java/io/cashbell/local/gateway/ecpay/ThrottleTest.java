package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 1: too many calls, and 403 for half an hour. */
class ThrottleTest {
    private final SandboxUnderTest sandbox = SandboxUnderTest.inMemory();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void withoutRulesNobodyCallsTooOften() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(query()).contains("TradeStatus=10200047");
        }
    }

    @Test
    void whoCallsTooOftenWaitsForHalfAnHour() throws Exception {
        sandbox.put("/control/ecpay/throttle", "{\"calls\": 3, \"seconds\": 3600}");
        for (int i = 0; i < 3; i++) {
            assertThat(query()).contains("TradeStatus=10200047");
        }

        assertThat(query()).contains("403 Forbidden");
        sandbox.advance(Duration.ofMinutes(29));
        assertThat(query()).contains("403 Forbidden");
        sandbox.advance(Duration.ofMinutes(2));
        assertThat(query()).contains("TradeStatus=10200047");
    }

    @Test
    void callsThatAreOldEnoughDoNotCount() throws Exception {
        sandbox.put("/control/ecpay/throttle", "{\"calls\": 2, \"seconds\": 60}");
        query();
        query();

        sandbox.advance(Duration.ofSeconds(61));

        assertThat(query()).contains("TradeStatus=10200047");
    }

    @Test
    void ordersAreNotCounted() throws Exception {
        sandbox.put("/control/ecpay/throttle", "{\"calls\": 1, \"seconds\": 3600}");
        query();
        assertThat(query()).contains("403 Forbidden");

        sandbox.opened(SandboxUnderTest.order("http://localhost:1/notify"));
    }

    @Test
    void oneFileAMinuteIsAllThereIs() throws Exception {
        sandbox.put("/control/ecpay/throttle", "{\"mediaSeconds\": 60}");
        assertThat(media()).contains("訂單日期");

        sandbox.advance(Duration.ofSeconds(50));
        assertThat(media()).isEqualTo("一分鐘之內僅限下載一個媒體檔");
        // Asking too early makes the next one wait again.
        sandbox.advance(Duration.ofSeconds(50));
        assertThat(media()).isEqualTo("一分鐘之內僅限下載一個媒體檔");
        sandbox.advance(Duration.ofSeconds(61));

        assertThat(media()).contains("訂單日期");
    }

    @Test
    void theEnvironmentSetsTheRules() throws Exception {
        try (var limited = new SandboxUnderTest(null, Map.of("ECPAY_SANDBOX_THROTTLE", "5/10s"))) {
            assertThat(limited.get("/control/ecpay/throttle").body())
                    .isEqualTo(
                            "{\"calls\":5,\"seconds\":10,\"blockedSeconds\":1800,\"mediaSeconds\":60}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"calls\": -1}", "{\"seconds\": 0}", "{\"often\": 1}"})
    void rulesThatMakeNoSenseAreRefused(String json) throws Exception {
        assertThat(sandbox.put("/control/ecpay/throttle", json).statusCode()).isEqualTo(400);
    }

    private String query() throws Exception {
        return sandbox.ask(
                "/ecpay/Cashier/QueryTradeInfo/V5",
                Map.of(
                        "MerchantID",
                        "3002607",
                        "MerchantTradeNo",
                        "X",
                        "TimeStamp",
                        String.valueOf(Instant.now().getEpochSecond())));
    }

    private String media() throws Exception {
        return sandbox.ask(
                "/ecpay/PaymentMedia/TradeNoAio",
                Map.of(
                        "MerchantID",
                        "3002607",
                        "DateType",
                        "6",
                        "BeginDate",
                        "2026-01-01",
                        "EndDate",
                        "2026-01-01",
                        "MediaFormated",
                        "1",
                        "CharSet",
                        "2"));
    }
}
