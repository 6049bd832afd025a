package io.cashbell.notification.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemBatches;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.Suppressions;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * A suppressed address as an item, key {@code (address#<SHA-256>, suppressed)}: {@code why} the
 * cause, {@code u} since when. Letters count as equal in both cases, as they do in every inbox.
 *
 * <p>That an address is not suppressed is remembered for half a minute, since the owner's comes
 * with every order: so a mail may still follow a bounce that another instance heard of just now.
 */
@Singleton
final class DynamoSuppressions implements Suppressions {
    private static final String CAUSE = "why";
    private static final String SINCE = "u";
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST_REMEMBERED = 1_000;

    private final ItemTable table;
    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;
    private final InstantSource clock;
    private final ItemBatches batches;

    /** Until when an address counts as not suppressed without asking. */
    private final Map<ItemKey, Instant> clear =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<ItemKey, Instant> eldest) {
                            return size() > MOST_REMEMBERED;
                        }
                    });

    DynamoSuppressions(
            ItemTable table,
            DynamoDbClient dynamo,
            MessagingConfiguration configuration,
            InstantSource clock) {
        this.table = table;
        this.dynamo = dynamo;
        this.configuration = configuration;
        this.clock = clock;
        this.batches = new ItemBatches(dynamo, configuration.table());
    }

    @Override
    public Set<Recipient> among(List<Recipient> recipients) {
        Instant now = clock.instant();
        Set<ItemKey> asked =
                recipients.stream()
                        .map(DynamoSuppressions::key)
                        .filter(key -> !clear.getOrDefault(key, Instant.MIN).isAfter(now))
                        .collect(Collectors.toSet());
        Set<ItemKey> found = asked.isEmpty() ? Set.of() : suppressed(asked);
        asked.stream()
                .filter(key -> !found.contains(key))
                .forEach(key -> clear.put(key, now.plus(REMEMBERED)));
        return recipients.stream()
                .filter(recipient -> found.contains(key(recipient)))
                .collect(Collectors.toSet());
    }

    private Set<ItemKey> suppressed(Set<ItemKey> keys) {
        return batches.read(List.copyOf(keys), false).stream()
                .map(ItemKey::of)
                .collect(Collectors.toSet());
    }

    @Override
    public void suppress(Recipient recipient, Suppression suppression) {
        // Refused where it is suppressed already, and then nothing is left to do.
        table.insert(
                key(recipient),
                Map.of(
                        CAUSE, Values.of(suppression.cause().code()),
                        SINCE, Values.of(suppression.since().toEpochMilli())));
        clear.remove(key(recipient));
    }

    @Override
    public Optional<Suppression> lift(Recipient recipient) {
        Map<String, AttributeValue> lifted =
                dynamo.deleteItem(
                                delete ->
                                        delete.tableName(configuration.table())
                                                .key(key(recipient).attributes())
                                                .returnValues(ReturnValue.ALL_OLD))
                        .attributes();
        return lifted.isEmpty() ? Optional.empty() : Optional.of(read(lifted));
    }

    private static Suppression read(Map<String, AttributeValue> item) {
        return new Suppression(
                Cause.find(Values.text(item, CAUSE))
                        .orElseThrow(
                                () -> new IllegalStateException("suppressed for no known cause")),
                Instant.ofEpochMilli(Values.number(item, SINCE)));
    }

    private static ItemKey key(Recipient recipient) {
        String address = recipient.address().toLowerCase(Locale.ROOT);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(address.getBytes(StandardCharsets.US_ASCII));
            return new ItemKey(
                    "address#" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                    "suppressed");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
