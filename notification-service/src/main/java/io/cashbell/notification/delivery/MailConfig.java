package io.cashbell.notification.delivery;

import io.cashbell.notification.Recipient;
import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import java.util.Arrays;
import java.util.List;

/**
 * Who writes to whom.
 *
 * @param transport {@code smtp} or {@code ses}
 * @param from address of the sender
 * @param administrators addresses, separated by commas
 */
@ConfigurationProperties("mail")
public record MailConfig(
        @NotBlank String transport, @NotBlank String from, @NotBlank String administrators) {

    Recipient sender() {
        return new Recipient(from.strip());
    }

    /** The administrators, each once. */
    public List<Recipient> recipients() {
        return parse(administrators);
    }

    /**
     * Reads a list of addresses, separated by commas; empty entries are skipped.
     *
     * @throws IllegalArgumentException naming the place of the wrong one, not the address
     */
    public static List<Recipient> parse(String addresses) {
        List<String> entries =
                Arrays.stream(addresses.split(",", -1))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("holds no e-mail address");
        }
        for (int i = 0; i < entries.size(); i++) {
            try {
                new Recipient(entries.get(i));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "entry " + (i + 1) + " is not an e-mail address", e);
            }
        }
        return entries.stream().map(Recipient::new).distinct().toList();
    }

    @Override
    public String toString() {
        return "MailConfig[transport=" + transport + "]";
    }
}
