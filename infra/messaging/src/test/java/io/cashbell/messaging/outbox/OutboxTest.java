package io.cashbell.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.messaging.item.Values;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void entriesAreReadAsTheyWereStored() {
        OutboxEntry first = OutboxEntry.of("bell.hung.v1", NOON, 1);
        OutboxEntry second = OutboxEntry.of("bell.rung.v1", NOON.plusSeconds(1), 2).causedBy("e0");
        var attributes = Outbox.of(List.of(first, second), "3");
        assertThat(Outbox.pending(attributes)).containsExactly(first, second);
        assertThat(Values.text(attributes, Outbox.SHARD)).isEqualTo("3");
        assertThat(Values.text(attributes, Outbox.SINCE)).isEqualTo(Outbox.since(second));
    }

    @Test
    void anItemThatTellsNothingIsNotInTheIndex() {
        assertThat(Outbox.of(List.of(), "3")).containsOnlyKeys(Outbox.ENTRIES, Outbox.TRACE);
    }

    @Test
    void laterEntriesSortBehindEarlierOnes() {
        assertThat(Outbox.since(entryAt(NOON)))
                .isLessThan(Outbox.since(entryAt(NOON.plusMillis(1))));
        assertThat(Outbox.since(entryAt(NOON.plusMillis(120))))
                .isLessThan(Outbox.since(entryAt(NOON.plusNanos(123_456_789))));
    }

    private static OutboxEntry entryAt(Instant time) {
        return OutboxEntry.of("bell.rung.v1", time, 1);
    }
}
