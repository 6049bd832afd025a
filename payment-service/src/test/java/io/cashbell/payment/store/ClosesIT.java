package io.cashbell.payment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.payment.close.Closes.Asked;
import io.cashbell.payment.gateway.GatewayName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is asked for of a day, also where whoever asks dies between two writes. */
@Timeout(60)
@ExtendWith(BackendExtension.class)
class ClosesIT {

    private static final Set<GatewayName> ECPAY = Set.of(GatewayName.ECPAY);

    /** A day that no other test asks for. */
    private final LocalDate day =
            LocalDate.now(ZoneOffset.UTC)
                    .minusDays(ThreadLocalRandom.current().nextLong(1_000, 1_000_000));

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final LiveTable live;
    private final ItemTable items;
    private final DynamoCloses closes;

    ClosesIT(Resources resources) {
        this.live = new LiveTable(resources);
        this.items = live.items();
        this.closes = new DynamoCloses(items, live.dynamo(), live.configuration());
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void whoDiedBeforeTheDayWasMarkedAgainLeavesNoMark() {
        closes.ask(day, ECPAY, now, "owner");
        Instant later = now.plus(Duration.ofMinutes(1));
        items.update(
                ItemUpdate.of(new ItemKey("day-close-requests", "close"))
                        .set("ask." + day + "#ecpay", Values.of(later.toEpochMilli())));

        closes.answered(new Asked(day, GatewayName.ECPAY, later));

        assertThat(closes.find(day).orElseThrow().asked()).isEmpty();
        assertThat(closes.asked()).noneMatch(asked -> asked.date().equals(day));
    }

    @Test
    void whatWasAskedForSinceIsStillAskedFor() {
        closes.ask(day, ECPAY, now, "owner");
        Instant later = now.plus(Duration.ofMinutes(1));
        closes.ask(day, ECPAY, later, "owner");

        closes.answered(new Asked(day, GatewayName.ECPAY, now));

        assertThat(closes.find(day).orElseThrow().asked()).isEqualTo(ECPAY);
        assertThat(closes.asked()).contains(new Asked(day, GatewayName.ECPAY, later));
        closes.answered(new Asked(day, GatewayName.ECPAY, later));
        assertThat(closes.find(day).orElseThrow().asked()).isEmpty();
    }
}
