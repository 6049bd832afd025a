package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttemptNumberTest {

    @Test
    void isTwentyLettersAndDigitsAndNeverTheSame() {
        SecureRandom random = new SecureRandom();
        Set<AttemptNumber> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            AttemptNumber number = AttemptNumber.next(random);

            assertThat(number.value()).matches("[0-9A-Z]{20}");
            assertThat(seen.add(number)).isTrue();
        }
    }

    @Test
    void everyPlaceHoldsFiveRandomBits() {
        SecureRandom random = new SecureRandom();
        Set<Character> first = new HashSet<>();
        Set<Character> last = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String value = AttemptNumber.next(random).value();
            first.add(value.charAt(0));
            last.add(value.charAt(19));
        }

        assertThat(first).hasSize(32);
        assertThat(last).hasSize(32);
    }
}
