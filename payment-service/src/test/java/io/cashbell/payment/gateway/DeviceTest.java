package io.cashbell.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    private static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15";
    private static final String DESK =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/137.0.0.0";

    @ParameterizedTest
    @CsvSource({
        "pc, PC",
        "mobile, MOBILE_WEB",
        "app, APP",
        "APP, APP",
        "android, ANDROID_APP",
        "ios, IOS_APP"
    })
    void whatTheCallerSaysCounts(String said, Device device) {
        assertThat(Device.of(said, PHONE)).isEqualTo(device);
        assertThat(Device.of(said, DESK)).isEqualTo(device);
        assertThat(Device.of(said, null)).isEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PHONE,
                "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15",
                "Mozilla/5.0 (Linux; Android 15; SM-S931N) Chrome/137.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Android 15; Tablet; rv:139.0) Gecko/139.0 Firefox/139.0"
            })
    void aPhonesBrowserNamesItself(String userAgent) {
        assertThat(Device.of(null, userAgent)).isEqualTo(Device.MOBILE_WEB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tablet", "pc "})
    void whatNobodyKnowsSaysNothing(String said) {
        assertThat(Device.of(said, PHONE)).isEqualTo(Device.MOBILE_WEB);
        assertThat(Device.of(said, DESK)).isEqualTo(Device.PC);
    }

    @Test
    void whoSaysNothingAtAllSitsAtADesk() {
        assertThat(Device.of(null, null)).isEqualTo(Device.PC);
    }
}
