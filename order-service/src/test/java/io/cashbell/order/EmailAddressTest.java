package io.cashbell.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"buyer@example.com", "a.b+c@mail.example.com.tw", "o'neil@x-y.example"})
    void takesWhatMailCanBeSentTo(String text) {
        assertThat(new EmailAddress(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "buyer",
                "buyer@",
                "@example.com",
                "buyer@localhost",
                "buyer@example..com",
                "buyer@-example.com",
                "bu yer@example.com",
                "buyer@example.com\r\nBcc: all@example.com",
                "<b>@example.com",
                "\"a\"@example.com",
                "a@b@example.com",
                "買家@example.com"
            })
    void refusesWhatWouldBeDangerousInAHeader(String text) {
        assertThatThrownBy(() -> new EmailAddress(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotSearchForLong() {
        String nasty = "a".repeat(60) + "@" + "a-".repeat(90) + "!";
        assertThatThrownBy(() -> new EmailAddress(nasty))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNotShown() {
        assertThat(new EmailAddress("buyer@example.com").toString()).doesNotContain("buyer");
    }
}
