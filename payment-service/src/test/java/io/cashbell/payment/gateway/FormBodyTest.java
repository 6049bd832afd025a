package io.cashbell.payment.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

    @Test
    void orderAndEmptyValuesAndEverySpaceStay() throws RefusedCallbackException {
        assertThat(parse("b=2&a=+x+%20&Empty=&c=%E7%B6%A0%2B%26"))
                .containsExactly(
                        entry("b", "2"), entry("a", " x  "), entry("Empty", ""), entry("c", "綠+&"));
    }

    @Test
    void aNameWithoutEqualsSignIsAnEmptyValue() throws RefusedCallbackException {
        assertThat(parse("a&b=1")).containsExactly(entry("a", ""), entry("b", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=1", "a=1&A=2", "RtnCode=0&b=1&rtncode=1"})
    void aRepeatedNameIsRefusedWhateverItsCase(String body) {
        assertRefused(body, RefusalReason.REPEATED_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%E7%B6",
        "a=%ff",
        "a=%C0%80",
        "a=1&",
        "&a=1",
        "a=1&&b=2",
        "=1",
        "a%26b=1",
        "a%3Db=1",
        "a b=1",
        "%e7%b6%a0=1"
    })
    void whatCannotBeReadInOneWayIsRefused(String body) {
        assertRefused(body, RefusalReason.MALFORMED);
    }

    @Test
    void tooManyFieldsAreRefused() {
        StringBuilder body = new StringBuilder("f=0");
        for (int i = 0; i < 200; i++) {
            body.append("&f").append(i).append('=');
        }

        assertRefused(body.toString(), RefusalReason.MALFORMED);
    }

    private static java.util.Map<String, String> parse(String body)
            throws RefusedCallbackException {
        return FormBody.parse(body.getBytes(UTF_8));
    }

    private static void assertRefused(String body, RefusalReason reason) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOfSatisfying(
                        RefusedCallbackException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
