package io.cashbell.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.messaging.MessagingFixtures;
import io.cashbell.messaging.item.ItemKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboxIndexTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ItemKey BELL = new ItemKey("bell-7", "bell");

    private final FakeTable table = new FakeTable();
    private final OutboxIndex index = new OutboxIndex(table, MessagingFixtures.configuration());

    private static Outgoing outgoing(OutboxEntry newest) {
        return new Outgoing(BELL, Outbox.since(newest), newest.sequence(), List.of(), true);
    }

    private List<ItemKey> pendingBefore(Instant before) {
        return index.findPending("0", before, 10, Map.of()).keys();
    }

    @Test
    void ofTwoSetsOfOneItemTheNewestIsMarked() {
        OutboxEntry hung = new OutboxEntry("z", "bell.hung.v1", NOON, 1, null);
        OutboxEntry rung = new OutboxEntry("a", "bell.rung.v1", NOON, 2, null);
        table.store(BELL, hung, rung);
        index.markSent(List.of(outgoing(hung), outgoing(rung)));
        assertThat(table.isPending(BELL)).isFalse();
    }

    @Test
    void whatIsYoungerThanAWholeSecondIsNotFoundYet() {
        table.store(BELL, OutboxEntry.of("bell.rung.v1", NOON.plusMillis(500), 1));
        assertThat(pendingBefore(NOON)).isEmpty();
        assertThat(pendingBefore(NOON.plusMillis(501))).containsExactly(BELL);
    }
}
