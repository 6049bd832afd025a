package io.cashbell.payment.callback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cashbell.payment.CallbackCheck;
import io.cashbell.payment.Callbacks;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.SignatureExplanation;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kept callback as the owner sees it.
 *
 * @param outcome as the log spells it
 * @param received what came, secrets and personal data masked
 * @param cut whether something of it was too long to be kept
 * @param replayable whether it was verified, so that it can be settled again
 * @param copies how often the same came again
 * @param replayed who had it settled again last; null where nobody had, and in lists
 */
@Introspected
// Nothing is left out for being empty.
@JsonInclude(Include.ALWAYS)
record CallbackView(
        String id,
        Instant receivedAt,
        String gateway,
        @Nullable String orderId,
        String outcome,
        boolean acknowledged,
        String change,
        List<Check> checks,
        @JsonInclude(value = Include.ALWAYS, content = Include.ALWAYS) Map<String, String> received,
        boolean cut,
        boolean replayable,
        long copies,
        @Nullable Explanation signature,
        @Nullable Replay replayed) {

    static CallbackView of(KeptCallback kept) {
        return of(kept, null);
    }

    static CallbackView of(KeptCallback kept, Callbacks.@Nullable Replay replay) {
        OrderId orderId = kept.orderId();
        SignatureExplanation explanation = kept.explanation();
        return new CallbackView(
                kept.id().value(),
                kept.at(),
                kept.gateway(),
                orderId == null ? null : orderId.value(),
                kept.outcome(),
                kept.acknowledged(),
                kept.change(),
                kept.checks().stream().map(Check::of).toList(),
                kept.parts(),
                kept.cut(),
                kept.evidence() != null,
                kept.copies(),
                explanation == null ? null : Explanation.of(explanation),
                replay == null ? null : new Replay(replay.at(), replay.by(), replay.outcome()));
    }

    /** That somebody had it settled again. */
    @Introspected
    record Replay(Instant at, String by, String outcome) {}

    /**
     * @param verdict {@code holds}, {@code fails} or {@code not-checked}
     */
    @Introspected
    record Check(String name, String verdict, String words) {

        static Check of(CallbackCheck check) {
            return new Check(
                    check.name(),
                    check.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    check.words());
        }
    }

    /** Why the signature does not hold; without the right one, which would sign what was sent. */
    @Introspected
    @JsonInclude(Include.ALWAYS)
    record Explanation(
            List<Step> steps,
            @Nullable String mistake,
            String advice,
            @Nullable Difference firstDifference) {

        static Explanation of(SignatureExplanation of) {
            SignatureExplanation.Difference difference = of.firstDifference();
            return new Explanation(
                    of.steps().stream().map(s -> new Step(s.name(), s.text())).toList(),
                    of.mistake(),
                    of.advice(),
                    difference == null
                            ? null
                            : new Difference(
                                    difference.offset(), difference.sent(), difference.right()));
        }
    }

    /** One step and the text it leaves, keys and personal data masked. */
    @Introspected
    record Step(String name, String text) {}

    /** The first byte that differs, with what is around it. */
    @Introspected
    record Difference(int offset, String sent, String right) {}

    /**
     * @param nextCursor where to go on; null at the end
     */
    @Introspected
    @JsonInclude(Include.ALWAYS)
    record Page(List<CallbackView> items, @Nullable String nextCursor) {}

    /** What came of settling it again. */
    @Introspected
    record Replayed(
            String id, String outcome, boolean acknowledged, String change, List<Check> checks) {}
}
