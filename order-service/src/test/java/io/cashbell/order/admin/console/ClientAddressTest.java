package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.admin.AdminConfig;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private static final String PEER = "127.0.0.1";
    private static final String NETWORK = "20:01:0d:b8:00:01:00:02/64";

    @ParameterizedTest(name = "{0} proxies, [{1}]: {2}")
    @CsvSource({
        "0, '', " + PEER,
        "0, 203.0.113.9, " + PEER,
        "1, '', " + PEER,
        "1, 203.0.113.9, 203.0.113.9",
        "1, '1.1.1.1, 203.0.113.9', 203.0.113.9",
        "1, '1.1.1.1|203.0.113.9', 203.0.113.9",
        "2, '1.1.1.1, 203.0.113.9, 10.0.0.7', 203.0.113.9",
        "2, 203.0.113.9, " + PEER,
        "1, '1.1.1.1, ', " + PEER,
        "1, 203.0.113.9:50412, 203.0.113.9",
        "1, ::ffff:203.0.113.9, 203.0.113.9",
        "1, '[::ffff:203.0.113.9]:50412', 203.0.113.9",
        "1, 2001:db8:1:2::1, " + NETWORK,
        "1, 2001:DB8:1:2:3:4:5:6, " + NETWORK,
        "1, 2001:db8:1:2::9%eth0, " + NETWORK,
        "1, '[2001:db8:1:2::1]', " + NETWORK,
        "1, '[2001:db8:1:2::1]:50412', " + NETWORK,
        "1, 2001:db8:1:3::1, 20:01:0d:b8:00:01:00:03/64",
        "1, localhost, " + PEER,
        "1, unknown, " + PEER,
        "1, '2001:db8::1::2', " + PEER
    })
    void whatAClientWritesItselfIsNotBelieved(int proxies, String forwarded, String expected) {
        ClientAddress address =
                new ClientAddress(
                        new AdminConfig(
                                ZoneOffset.UTC, false, "owner@localhost", null, true, proxies));
        MutableHttpRequest<?> request = HttpRequest.GET("http://127.0.0.1:80/admin/sign-in");
        for (String line : forwarded.isEmpty() ? new String[0] : forwarded.split("\\|")) {
            request.getHeaders().add("X-Forwarded-For", line);
        }

        assertThat(address.of(request)).isEqualTo(expected);
    }
}
