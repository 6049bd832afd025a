package io.cashbell.notification;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses that no mail goes to any more: what was sent there came back for good, or somebody
 * complained. No address can be read from what is stored.
 */
public interface Suppressions {

    /** What happened to a mail that was sent there. */
    enum Cause {
        BOUNCE("bounce"),
        COMPLAINT("complaint");

        private final String code;

        Cause(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        /** Empty if no cause has that code. */
        public static Optional<Cause> find(String code) {
            return Arrays.stream(values()).filter(known -> known.code.equals(code)).findFirst();
        }
    }

    /**
     * Why and since when an address is suppressed.
     *
     * @param since when the first notice about it was heard
     */
    record Suppression(Cause cause, Instant since) {}

    /** Those of them that are suppressed, by one read. */
    Set<Recipient> among(List<Recipient> recipients);

    /** Suppresses an address; one that is suppressed already stays as it is. */
    void suppress(Recipient recipient, Suppression suppression);

    /**
     * Lets mail go there again.
     *
     * @return what was lifted; empty if the address was not suppressed
     */
    Optional<Suppression> lift(Recipient recipient);
}
