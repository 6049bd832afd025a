package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackIdTest {

    private static final Instant AT = Instant.parse("2026-01-01T02:03:04.567Z");

    private final Random random = new Random(20260101);

    @Test
    void tellsWhenTheCallbackCame() {
        assertThat(CallbackId.next(AT, random).at()).isEqualTo(AT);
    }

    @Test
    void sortsByTime() {
        List<CallbackId> ids =
                Stream.iterate(AT, at -> at.plusMillis(977))
                        .limit(500)
                        .map(at -> CallbackId.next(at, random))
                        .toList();

        assertThat(ids).isSorted();
        assertThat(CallbackId.firstAt(AT)).isLessThan(ids.getFirst());
        assertThat(CallbackId.firstAt(AT.plusMillis(1))).isGreaterThan(ids.getFirst());
    }

    @Test
    void spreadsEvenly() {
        long[] shards = new long[4];
        IntStream.range(0, 4_000).forEach(_ -> shards[CallbackId.next(AT, random).spread(4)]++);

        assertThat(LongStream.of(shards)).allMatch(one -> one > 850 && one < 1_150);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0123456789abcdefghjkmi", "0123456789ABCDEFGHJKMN"})
    void whatIsNoIdIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CallbackId(text));
    }
}
