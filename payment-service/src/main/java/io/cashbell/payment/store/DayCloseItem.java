package io.cashbell.payment.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.payment.close.Closes;
import io.cashbell.payment.close.DayClose;
import io.cashbell.payment.close.Difference;
import io.cashbell.payment.close.GatewayClose;
import io.cashbell.payment.event.DayClosed;
import io.cashbell.payment.gateway.GatewayName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A day's close as an item, key {@code (day-close-2026-03-14, close)}, and its differences as items
 * beside it, {@code (…, ecpay#1767321000000#0000)}, by the time of the close that they are of. It
 * is written a few times a day: reports are kept as JSON.
 *
 * <p>{@code g} closes by gateway; {@code tries-ecpay} how often that gateway's was kept, which a
 * writer compares; {@code ask} when a close was asked for, by gateway; {@code by-ecpay} who did so
 * last; {@code told} when the day was told of; {@code say} what was told then, which nothing
 * changes any more; {@code n} how many events it told; {@code d} differences; {@code ttl} when all
 * of it is forgotten.
 */
final class DayCloseItem {

    static final String GATEWAYS = "g";
    static final String ASKED = "ask";
    static final String TOLD = "told";
    static final String SAID = "say";
    static final String DIFFERENCES = "d";
    static final String TTL = "ttl";

    private static final String PREFIX = "day-close-";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private DayCloseItem() {}

    static ItemKey key(LocalDate date) {
        return new ItemKey(PREFIX + date, "close");
    }

    /** Nobody writes over the pages of a close that is kept. */
    static ItemKey key(LocalDate date, GatewayClose close, int page) {
        return new ItemKey(
                PREFIX + date,
                "%s#%d#%04d".formatted(close.gateway().path(), close.at().toEpochMilli(), page));
    }

    static String tries(GatewayName gateway) {
        return "tries-" + gateway.path();
    }

    static String askedBy(GatewayName gateway) {
        return "by-" + gateway.path();
    }

    /** A day that nobody has looked at. */
    static Map<String, AttributeValue> untouched(LocalDate date) {
        return Map.of(
                GATEWAYS, Values.of(Map.of()),
                ASKED, Values.of(Map.of()),
                TTL, ttl(date));
    }

    static AttributeValue ttl(LocalDate date) {
        return Values.of(
                date.atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .plus(Duration.ofDays(Closes.KEPT_DAYS + 1L))
                        .getEpochSecond());
    }

    static DayClose read(Map<String, AttributeValue> item) {
        Map<GatewayName, GatewayClose> gateways = new EnumMap<>(GatewayName.class);
        Values.map(item, GATEWAYS)
                .forEach(
                        (name, close) ->
                                gateways.put(
                                        gateway(name),
                                        parse(close.s(), new TypeReference<GatewayClose>() {})));
        return new DayClose(
                LocalDate.parse(Values.text(item, ItemKey.PK).substring(PREFIX.length())),
                gateways,
                Values.map(item, ASKED).keySet().stream()
                        .map(DayCloseItem::gateway)
                        .collect(Collectors.toSet()),
                Arrays.stream(GatewayName.values())
                        .filter(name -> item.containsKey(askedBy(name)))
                        .collect(
                                Collectors.toMap(
                                        name -> name, name -> Values.text(item, askedBy(name)))),
                Values.optionalNumber(item, TOLD).map(Instant::ofEpochMilli).orElse(null));
    }

    private static GatewayName gateway(String path) {
        return GatewayName.find(path)
                .orElseThrow(() -> new IllegalStateException("no gateway is called " + path));
    }

    static AttributeValue json(Object report) {
        try {
            return Values.of(JSON.writeValueAsString(report));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a report is always JSON", impossible);
        }
    }

    static List<Difference> differences(Map<String, AttributeValue> item) {
        return parse(Values.text(item, DIFFERENCES), new TypeReference<List<Difference>>() {});
    }

    /** The data of {@link DayClosed}, as it was when it was told. */
    static JsonNode said(Map<String, AttributeValue> item) {
        return parse(Values.text(item, SAID), new TypeReference<JsonNode>() {});
    }

    private static <T> T parse(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("a report cannot be read", notOurs);
        }
    }
}
