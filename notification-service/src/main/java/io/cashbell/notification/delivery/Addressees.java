package io.cashbell.notification.delivery;

import io.cashbell.notification.Occasion;
import io.cashbell.notification.Recipient;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which administrators a type of mail goes to: those named for it, otherwise all. */
@Singleton
public final class Addressees {
    private final List<Recipient> all;
    private final Map<Occasion, List<Recipient>> own;

    public Addressees(MailConfig mail, AddresseeConfig config) {
        this.all = mail.recipients();
        String recipients = config.recipients();
        this.own = recipients == null ? Map.of() : parse(recipients);
    }

    /** At least one. */
    public List<Recipient> of(Occasion occasion) {
        return own.getOrDefault(occasion, all);
    }

    /**
     * Reads {@code payment-disputed=a@example.com,b@example.com;day-closed=c@example.com}; empty
     * entries are skipped.
     *
     * @throws IllegalArgumentException naming the place of the wrong entry, not the address
     */
    public static Map<Occasion, List<Recipient>> parse(String text) {
        List<String> entries =
                Arrays.stream(text.split(";", -1))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
        Map<Occasion, List<Recipient>> found = new EnumMap<>(Occasion.class);
        for (int i = 0; i < entries.size(); i++) {
            try {
                add(found, entries.get(i));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("entry " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return found;
    }

    private static void add(Map<Occasion, List<Recipient>> found, String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("is not type=address,address");
        }
        Occasion occasion =
                Occasion.find(entry.substring(0, equals).strip())
                        .orElseThrow(() -> new IllegalArgumentException("names no type of mail"));
        if (occasion.isForBuyer()) {
            throw new IllegalArgumentException("is a mail to the buyer alone");
        }
        if (found.put(occasion, MailConfig.parse(entry.substring(equals + 1))) != null) {
            throw new IllegalArgumentException("names a type that was named before");
        }
    }
}
