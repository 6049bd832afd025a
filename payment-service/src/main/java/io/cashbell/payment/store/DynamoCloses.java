package io.cashbell.payment.store;

import static io.cashbell.messaging.item.Condition.absent;
import static io.cashbell.messaging.item.Condition.atMost;
import static io.cashbell.messaging.item.Condition.equal;
import static io.cashbell.messaging.item.Condition.fewerThan;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.messaging.store.ItemBatches;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult.Refused;
import io.cashbell.messaging.store.WriteResult.Written;
import io.cashbell.payment.close.Closes;
import io.cashbell.payment.close.DayClose;
import io.cashbell.payment.close.Difference;
import io.cashbell.payment.close.GatewayClose;
import io.cashbell.payment.event.DayClosed;
import io.cashbell.payment.gateway.GatewayName;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Closes as items. A day is its own key, so that days are listed by naming them, without an index;
 * what administrators asked for is one small item, since nothing else finds it without a scan.
 */
@Singleton
class DynamoCloses implements Closes {

    private static final ItemKey REQUESTS = new ItemKey("day-close-requests", "close");

    /** Of {@link #REQUESTS}: when each was asked for, by {@code 2026-03-14#ecpay}. */
    private static final String REQUESTED = "ask";

    private static final int MOST_REQUESTS = 100;
    private static final int BATCH = ItemBatches.MOST;

    private final ItemTable table;
    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;
    private final ItemBatches batches;

    DynamoCloses(ItemTable table, DynamoDbClient dynamo, MessagingConfiguration configuration) {
        this.table = table;
        this.dynamo = dynamo;
        this.configuration = configuration;
        this.batches = new ItemBatches(dynamo, configuration.table());
    }

    @Override
    public Optional<DayClose> find(LocalDate date) {
        return table.find(DayCloseItem.key(date)).map(DayCloseItem::read);
    }

    @Override
    public List<DayClose> list(LocalDate before, LocalDate oldest, int most) {
        List<DayClose> days = new ArrayList<>();
        LocalDate next = before.minusDays(1);
        while (days.size() < most && !next.isBefore(oldest)) {
            LocalDate last = next.minusDays(BATCH - 1L);
            List<LocalDate> dates =
                    (last.isBefore(oldest) ? oldest : last).datesUntil(next.plusDays(1)).toList();
            days.addAll(batch(dates));
            next = last.minusDays(1);
        }
        return days.subList(0, Math.min(most, days.size()));
    }

    private List<DayClose> batch(List<LocalDate> dates) {
        return batches.read(dates.stream().map(DayCloseItem::key).toList(), false).stream()
                .map(DayCloseItem::read)
                .sorted(Comparator.comparing(DayClose::date).reversed())
                .toList();
    }

    @Override
    public DayClose ask(LocalDate date, Set<GatewayName> gateways, Instant at, String by) {
        ensure(DayCloseItem.key(date), DayCloseItem.untouched(date));
        ensure(REQUESTS, Map.of(REQUESTED, Values.of(Map.of())));
        for (GatewayName gateway : gateways) {
            // The request first: whoever sees it on the day shall be right to wait for it.
            ItemUpdate request =
                    ItemUpdate.of(REQUESTS)
                            .set(REQUESTED + "." + request(date, gateway), millis(at))
                            .require(fewerThan(REQUESTED, MOST_REQUESTS));
            if (table.update(request) instanceof Refused) {
                throw new IllegalStateException("too many closes are asked for");
            }
            written(
                    ItemUpdate.of(DayCloseItem.key(date))
                            .set(DayCloseItem.ASKED + "." + gateway.path(), millis(at))
                            .set(DayCloseItem.askedBy(gateway), Values.of(by)));
        }
        return find(date).orElseThrow();
    }

    private void ensure(ItemKey key, Map<String, AttributeValue> item) {
        // Refused: it is there.
        table.insert(key, item);
    }

    @Override
    public List<Asked> asked() {
        Map<String, AttributeValue> requests =
                table.find(REQUESTS).map(item -> Values.map(item, REQUESTED)).orElse(Map.of());
        return requests.entrySet().stream()
                .map(request -> asked(request.getKey(), request.getValue()))
                .sorted(Comparator.comparing(Asked::at))
                .toList();
    }

    private static Asked asked(String request, AttributeValue at) {
        int separator = request.indexOf('#');
        return new Asked(
                LocalDate.parse(request.substring(0, separator)),
                GatewayName.find(request.substring(separator + 1)).orElseThrow(),
                Instant.ofEpochMilli(Long.parseLong(at.n())));
    }

    @Override
    public void answered(Asked asked) {
        String gateway = DayCloseItem.ASKED + "." + asked.gateway().path();
        String request = REQUESTED + "." + request(asked.date(), asked.gateway());
        // Refused: asked again in the meantime. An older mark is of somebody whom this answers,
        // too.
        table.update(
                ItemUpdate.of(DayCloseItem.key(asked.date()))
                        .remove(gateway)
                        .require(atMost(gateway, millis(asked.at()))));
        table.update(
                ItemUpdate.of(REQUESTS)
                        .remove(request)
                        .require(equal(request, millis(asked.at()))));
    }

    private static String request(LocalDate date, GatewayName gateway) {
        return date + "#" + gateway.path();
    }

    @Override
    public boolean keep(LocalDate date, GatewayClose close, List<Difference> differences) {
        ensure(DayCloseItem.key(date), DayCloseItem.untouched(date));
        for (int page = 0; page * PAGE < differences.size(); page++) {
            List<Difference> some =
                    differences.subList(
                            page * PAGE, Math.min(differences.size(), (page + 1) * PAGE));
            Map<String, AttributeValue> item =
                    new HashMap<>(DayCloseItem.key(date, close, page).attributes());
            item.put(DayCloseItem.DIFFERENCES, DayCloseItem.json(some));
            item.put(DayCloseItem.TTL, DayCloseItem.ttl(date));
            dynamo.putItem(put -> put.tableName(configuration.table()).item(item));
        }
        String tries = DayCloseItem.tries(close.gateway());
        return table.update(
                        ItemUpdate.of(DayCloseItem.key(date))
                                .set(
                                        DayCloseItem.GATEWAYS + "." + close.gateway().path(),
                                        DayCloseItem.json(close))
                                .set(tries, Values.of(close.tries()))
                                .require(
                                        close.tries() == 1
                                                ? absent(tries)
                                                : equal(tries, Values.of(close.tries() - 1))))
                instanceof Written;
    }

    @Override
    public List<Difference> differences(LocalDate date, GatewayName gateway, int page) {
        return find(date)
                .flatMap(day -> day.of(gateway))
                .filter(close -> page * PAGE < close.kept())
                .flatMap(close -> table.find(DayCloseItem.key(date, close, page)))
                .map(DayCloseItem::differences)
                .orElse(List.of());
    }

    @Override
    public void tell(DayClose day, Instant at, boolean silently) {
        ItemUpdate update =
                ItemUpdate.of(DayCloseItem.key(day.date()))
                        .set(DayCloseItem.TOLD, millis(at))
                        .require(absent(DayCloseItem.TOLD));
        if (!silently) {
            update.set(DayCloseItem.SAID, DayCloseItem.json(DayClosedEvent.of(day)))
                    .tell(OutboxEntry.of(DayClosed.TYPE, at.truncatedTo(ChronoUnit.MILLIS), 1));
        }
        // Refused: told already, perhaps by ourselves.
        table.update(update);
    }

    private void written(ItemUpdate update) {
        switch (table.update(update)) {
            case Written _ -> {}
            case Refused _ -> throw new IllegalStateException("a day's close has disappeared");
        }
    }

    private static AttributeValue millis(Instant at) {
        return Values.of(at.toEpochMilli());
    }
}
