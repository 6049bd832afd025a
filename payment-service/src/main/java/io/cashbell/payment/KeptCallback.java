package io.cashbell.payment;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Something a gateway sent us, or somebody in its name, as it is kept for a person to look at.
 *
 * @param gateway as the path of its callbacks spells it
 * @param orderId of the order it names; null where it names none, and where nothing in it is
 *     believed
 * @param outcome what became of it, as the log spells it
 * @param acknowledged whether the gateway was told not to repeat it
 * @param change what it changed, in plain words
 * @param parts what came, by name, secrets and personal data masked
 * @param cut whether something of it was too long to be kept
 * @param evidence what a replay settles; null where nothing was verified, or nothing can be
 *     replayed
 * @param explanation of a signature that does not hold
 * @param copies how often the same came again
 */
public record KeptCallback(
        CallbackId id,
        String gateway,
        @Nullable OrderId orderId,
        String outcome,
        boolean acknowledged,
        String change,
        List<CallbackCheck> checks,
        SequencedMap<String, String> parts,
        boolean cut,
        @Nullable Evidence evidence,
        @Nullable SignatureExplanation explanation,
        long copies) {

    public KeptCallback {
        checks = List.copyOf(checks);
        parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
    }

    /** When it came. */
    public Instant at() {
        return id.at();
    }

    /**
     * What was verified, in our terms.
     *
     * @param notice as this service spells it for itself
     * @param seal made of {@code notice} with the keys that verified it: without them nobody makes
     *     a notice that can be replayed, not even who can write to the table
     */
    public record Evidence(String notice, String seal) {}
}
