package io.cashbell.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnloggableTest {
    @Test
    void aPersonIsTracedAndAProgramNamed() {
        assertThat(Unloggable.who("api-token")).isEqualTo("api-token");
        assertThat(Unloggable.who("owner@localhost")).isEqualTo("LN4F2grZnVDs");
        assertThat(Unloggable.trace("owner@localhost")).isEqualTo("LN4F2grZnVDs");
        assertThat(Unloggable.trace("finance@localhost")).isNotEqualTo("LN4F2grZnVDs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "card 5500005555555559!",
                "378282246310005",
                "4222222222222",
                "buyer@example.com",
                "buyer%40example.com"
            })
    void cardsAndMailAddressesAre(String text) {
        assertThat(Unloggable.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4111111111111112",
                "41111111111111110000",
                "411111111111",
                "0123456789abcdefghjkmnpqrs",
                "1795783533123",
                "Root=1-67891233-abcdef012345678912345678"
            })
    void idsTimesAndOtherNumbersAreNot(String text) {
        assertThat(Unloggable.isIn(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/orders/0123456789abcdefghjkmnpqrs, /api/orders/0123456789abcdefghjkmnpqrs",
        "/api/orders/4111111111111111/events, /api/orders/…/events",
        "/api/orders/buyer%40example.com, /api/orders/…",
        "/, /",
    })
    void aPathIsLoggedWithoutThem(String path, String logged) {
        assertThat(Unloggable.path(HttpRequest.GET(path))).isEqualTo(logged);
    }

    @Test
    void alsoAtThePathsEnd() {
        assertThat(Unloggable.path(HttpRequest.GET("/a@b/"))).isEqualTo("/…/");
    }
}
