package io.cashbell.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S4-58")
class PhoneNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0912345678, TW, +886912345678",
        "0912 345 678, TW, +886912345678",
        "0912-345-678, TW, +886912345678",
        "912345678, TW, +886912345678",
        "+886912345678, TW, +886912345678",
        "+886 912-345-678, KR, +886912345678",
        "+886 0912 345 678, TW, +886912345678",
        "+886 (0)912 345 678, TW, +886912345678",
        "00886912345678, CN, +886912345678",
        "886912345678, TW, +886912345678",
        "０９１２３４５６７８, TW, +886912345678",
        "0912345678, KR, +886912345678",
        "(02) 2345-6789, TW, +886223456789",
        "02-2345-6789, KR, +82223456789",
        "04-23456789, TW, +886423456789",
        "010-1234-5678, KR, +821012345678",
        "010-1234-5678, TW, +821012345678",
        "+82 10 1234 5678, TW, +821012345678",
        "+82 010 1234 5678, TW, +821012345678",
        "821012345678, TW, +821012345678",
        "031-123-4567, KR, +82311234567",
        "13812345678, CN, +8613812345678",
        "138 1234 5678, TW, +8613812345678",
        "+86 138 1234 5678, TW, +8613812345678",
        "8613812345678, TW, +8613812345678",
        "010-12345678, CN, +861012345678",
        "+1 415 555 2671, TW, +14155552671"
    })
    void everySpellingOfANumberIsOneNumber(String spelling, String home, String number) {
        assertThat(PhoneNumber.read(spelling, home)).contains(new PhoneNumber(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "call me",
                "123",
                "+",
                "0912345",
                "09123456789012",
                "+886 12 345 678",
                "+8869123456789",
                "0912345678x",
                "++886912345678",
                "000912345678"
            })
    void whatCannotBeDialledIsRefused(String spelling) {
        assertThat(PhoneNumber.read(spelling, "TW")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0912 345 678, +886912345678 +86912345678",
        "010-1234-5678, +821012345678 +861012345678",
        "138 1234 5678, +8613812345678",
        "+82 2 2345 6789, +82223456789",
        "02-2345-6789, +886223456789 +82223456789 +86223456789",
        "hello, ''"
    })
    void withoutACountryItIsEveryNumberThatMayBeMeant(String spelling, String numbers) {
        assertThat(PhoneNumber.readings(spelling))
                .extracting(PhoneNumber::value)
                .containsExactly(numbers.isEmpty() ? new String[0] : numbers.split(" "));
    }

    @Test
    void theTailIsTheLastFourDigitsAndTheRestIsNotShown() {
        PhoneNumber number = new PhoneNumber("+886912345678");
        assertThat(number.tail()).isEqualTo("5678");
        assertThat(number.toString()).doesNotContain("912345");
    }
}
