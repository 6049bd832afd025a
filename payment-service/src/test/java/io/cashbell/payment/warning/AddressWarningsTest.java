package io.cashbell.payment.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.FakeWarnings;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.gateway.ScriptedGateway;
import io.cashbell.web.settings.ShopEnvironment;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressWarningsTest {

    private static final String GOOD = "https://pay.shop.com";

    private final FakeWarnings warnings = new FakeWarnings();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost",
                "https://payment.localhost/",
                "https://payment-service",
                "https://shop.internal",
                "https://shop.LOCAL",
                "https://127.0.0.1",
                "https://10.1.2.3",
                "https://172.16.0.9",
                "https://192.168.1.1",
                "https://169.254.1.1",
                "https://100.64.0.1",
                "https://0.0.0.0",
                "https://[::1]",
                "https://[fd00::1]",
                "https://[fe80::1]"
            })
    void whatNobodyOutsideReachesIsWarnedOf(String address) {
        look(ShopEnvironment.STAGING, address, GOOD);
        look(ShopEnvironment.PRODUCTION, GOOD, address);

        assertThat(warnings.noticed())
                .containsExactly("private-address null", "private-address null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD,
                "https://shop.com/cashbell",
                "https://localhost.shop.com",
                "https://8.8.8.8",
                "https://172.32.0.1",
                "https://[2606:4700::1111]"
            })
    void whatTheWorldReachesIsNot(String address) {
        look(ShopEnvironment.PRODUCTION, address, address);

        assertThat(warnings.noticed()).isEmpty();
    }

    @Test
    void aPortThatEcpayDoesNotCallIsWarnedOf() {
        look(ShopEnvironment.STAGING, "https://pay.shop.com:8443", "https://shop.com:8443");

        assertThat(warnings.noticed()).containsExactly("address-with-port ecpay");
    }

    @Test
    void onALaptopEveryAddressIsRight() {
        look(ShopEnvironment.LOCAL, "http://localhost:8082", "http://localhost:8081");

        assertThat(warnings.noticed()).isEmpty();
    }

    private void look(ShopEnvironment environment, String paymentService, String storefront) {
        new AddressWarnings(
                        new ShopAddresses(URI.create(paymentService), URI.create(storefront)),
                        environment,
                        new ScriptedGateway().alone(),
                        warnings)
                .look();
    }
}
