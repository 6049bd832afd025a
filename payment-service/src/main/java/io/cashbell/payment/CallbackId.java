package io.cashbell.payment;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one kept callback: when it came, in milliseconds, then 65 random bits. Ids sort by time,
 * and an id alone says where the callback is kept.
 */
public record CallbackId(String value) implements Comparable<CallbackId> {

    // Crockford's: sorts as the numbers do, and nobody reads l for 1.
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME = 9;
    private static final int RANDOM = 13;
    private static final Pattern FORM = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{21}");

    /**
     * What settling in this thread is caused by, so that the store can note it beside the change: a
     * note in a write that happens anyway costs nothing, and one of its own would cost a write.
     */
    public static final ScopedValue<CallbackId> CAUSE = ScopedValue.newInstance();

    public CallbackId {
        if (!isCallbackId(value)) {
            throw new IllegalArgumentException("not a callback's id");
        }
    }

    public static boolean isCallbackId(String text) {
        return FORM.matcher(text).matches();
    }

    /** The id of a callback that came at {@code at}; give it a source that cannot be guessed. */
    public static CallbackId next(Instant at, RandomGenerator random) {
        StringBuilder text = new StringBuilder(time(at.toEpochMilli()));
        for (int i = 0; i < RANDOM; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new CallbackId(text.toString());
    }

    /** Sorts before every id of a callback that came at {@code at} or later. */
    public static CallbackId firstAt(Instant at) {
        return new CallbackId(time(at.toEpochMilli()) + "0".repeat(RANDOM));
    }

    /** When the callback came, to the millisecond. */
    public Instant at() {
        long millis = 0;
        for (int i = 0; i < TIME; i++) {
            millis = millis << 5 | ALPHABET.indexOf(value.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }

    /** A number below {@code most} that spreads ids evenly. */
    public int spread(int most) {
        return ALPHABET.indexOf(value.charAt(TIME)) % most;
    }

    @Override
    public int compareTo(CallbackId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String time(long millis) {
        char[] text = new char[TIME];
        long rest = millis;
        for (int i = TIME - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest & 31));
            rest >>= 5;
        }
        return new String(text);
    }
}
