package io.cashbell.messaging.item;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Java values as attributes of an item, and back. */
public final class Values {
    private Values() {}

    public static AttributeValue of(String text) {
        return AttributeValue.fromS(text);
    }

    public static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    public static AttributeValue of(boolean flag) {
        return AttributeValue.fromBool(flag);
    }

    public static AttributeValue of(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    /** RFC 3339 text: sorts by time as long as both have the same number of decimals. */
    public static AttributeValue of(Instant time) {
        return of(time.toString());
    }

    public static AttributeValue of(Map<String, AttributeValue> members) {
        return AttributeValue.fromM(members);
    }

    public static AttributeValue of(List<AttributeValue> elements) {
        return AttributeValue.fromL(elements);
    }

    /**
     * @throws IllegalStateException if the item has no such text: it was not written by us
     */
    public static String text(Map<String, AttributeValue> item, String name) {
        return optionalText(item, name).orElseThrow(() -> missing(name));
    }

    public static Optional<String> optionalText(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    /**
     * @throws IllegalStateException if the item has no such whole number
     */
    public static long number(Map<String, AttributeValue> item, String name) {
        return optionalNumber(item, name).orElseThrow(() -> missing(name));
    }

    public static Optional<Long> optionalNumber(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::n).map(Long::valueOf);
    }

    /**
     * @throws IllegalStateException if the item has no such time
     */
    public static Instant instant(Map<String, AttributeValue> item, String name) {
        return Instant.parse(text(item, name));
    }

    public static Optional<Instant> optionalInstant(Map<String, AttributeValue> item, String name) {
        return optionalText(item, name).map(Instant::parse);
    }

    /** False where the item has no such flag. */
    public static boolean flag(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value != null && Boolean.TRUE.equals(value.bool());
    }

    /**
     * @throws IllegalStateException if the item has no such bytes
     */
    public static byte[] bytes(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || value.b() == null) {
            throw missing(name);
        }
        return value.b().asByteArray();
    }

    /** Empty where the item has no such map. */
    public static Map<String, AttributeValue> map(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || !value.hasM() ? Map.of() : value.m();
    }

    /** Empty where the item has no such list. */
    public static List<AttributeValue> list(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || !value.hasL() ? List.of() : value.l();
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("The item has no attribute " + name);
    }
}
