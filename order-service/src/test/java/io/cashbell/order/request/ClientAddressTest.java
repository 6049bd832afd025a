package io.cashbell.order.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        ClientAddress address = new ClientAddress(new ClientConfig(proxies, 0));
        MutableHttpRequest<?> request = HttpRequest.GET("http://127.0.0.1:80/admin/sign-in");
        for (String line : forwarded.isEmpty() ? new String[0] : forwarded.split("\\|")) {
            request.getHeaders().add("X-Forwarded-For", line);
        }

        assertThat(address.of(request).name()).isEqualTo(expected);
    }

    @Test
    void whoHandsOnWhatOthersSayMayStandBeforeEverybody() {
        ClientAddress address = new ClientAddress(new ClientConfig(0, 0));
        MutableHttpRequest<?> request = HttpRequest.GET("http://203.0.113.9:80/api/orders");
        assertThat(address.of(request)).isEqualTo(new ClientNetwork("203.0.113.9", true));

        request.getHeaders().add("X-Forwarded-For", "198.51.100.7");
        assertThat(address.of(request)).isEqualTo(new ClientNetwork("203.0.113.9", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.0.9",
                "169.254.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "::1",
                "fe80::1",
                "fd12:3456::1",
                "::ffff:10.0.0.1"
            })
    void whatIsNobodysInTheInternetIsPrivate(String address) {
        assertThat(ClientNetwork.find(address).orElseThrow().isPublic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"203.0.113.9", "172.32.0.1", "100.63.0.1", "100.128.0.1", "2001:db8::1"})
    void everythingElseIsPublic(String address) {
        assertThat(ClientNetwork.find(address).orElseThrow().isPublic()).isTrue();
    }
}
