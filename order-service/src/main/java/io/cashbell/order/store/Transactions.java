package io.cashbell.order.store;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Why a transaction wrote nothing. */
final class Transactions {
    private static final String CONDITION = "ConditionalCheckFailed";
    private static final Set<String> OTHERS = Set.of("None", CONDITION, "TransactionConflict");

    private Transactions() {}

    /**
     * Of each of its writes, whether its condition did not hold; none where another transaction was
     * on its way.
     *
     * @throws TransactionCanceledException if it failed for another reason than somebody else's
     *     writes
     */
    static List<Boolean> refused(TransactionCanceledException cancelled) {
        List<String> reasons =
                cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
        if (reasons.isEmpty() || !OTHERS.containsAll(reasons)) {
            throw cancelled;
        }
        return reasons.stream().map(CONDITION::equals).toList();
    }
}
