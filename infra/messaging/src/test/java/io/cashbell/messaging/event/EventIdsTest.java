package io.cashbell.messaging.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    @Test
    void anIdHasTwentySixLettersAndDigits() {
        assertThat(EventIds.next()).matches("[0-9a-hjkmnp-tv-z]{26}");
    }

    @Test
    void idsDoNotRepeat() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(EventIds.next());
        }
        assertThat(ids).hasSize(10_000);
    }

    @Test
    void bytesAreSpelledInBase32() {
        assertThat(EventIds.encode(new byte[] {(byte) 0xff, 0, 0x55})).isEqualTo("zw05a");
    }
}
