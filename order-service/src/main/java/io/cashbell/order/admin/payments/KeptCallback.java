package io.cashbell.order.admin.payments;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something a gateway sent, or somebody in its name.
 *
 * @param outcome a code
 * @param change what it changed, in English
 * @param received what came, masked, by name
 * @param cut whether something of it was too long to be kept
 * @param replayable whether it was verified, so that it can be settled again
 * @param copies how often the same came again
 * @param signature why the signature does not hold; null where it does
 * @param replayed who had it settled again last
 */
public record KeptCallback(
        String id,
        Instant receivedAt,
        String gateway,
        @Nullable String orderId,
        String outcome,
        boolean acknowledged,
        String change,
        List<Check> checks,
        Map<String, String> received,
        boolean cut,
        boolean replayable,
        long copies,
        @Nullable Explanation signature,
        @Nullable Replay replayed) {
    public KeptCallback {
        checks = List.copyOf(Objects.requireNonNullElse(checks, List.of()));
        received = Objects.requireNonNullElse(received, Map.of());
    }

    /**
     * @param verdict {@code holds}, {@code fails} or {@code not-checked}
     */
    public record Check(String name, String verdict, String words) {}

    /** Why a signature does not hold, without the right one. */
    public record Explanation(
            List<Step> steps,
            @Nullable String mistake,
            String advice,
            @Nullable Difference firstDifference) {
        public Explanation {
            steps = List.copyOf(Objects.requireNonNullElse(steps, List.of()));
        }
    }

    /** One step and the text it leaves, keys and personal data masked. */
    public record Step(String name, @Nullable String text) {}

    /** The first byte that differs, with what is around it. */
    public record Difference(int offset, String sent, String right) {}

    /** That somebody had it settled again. */
    public record Replay(Instant at, String by, String outcome) {}
}
