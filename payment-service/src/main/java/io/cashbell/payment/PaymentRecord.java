package io.cashbell.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payment with all that is kept of it, for a person to look at.
 *
 * @param instructions by attempt, how the buyer pays later
 * @param declines by attempt, why the gateway took no money
 * @param simulatedAt when the first simulated notice came that agreed with us
 * @param nextLook when the reconciliation looks again; null once the payment has come to its end
 */
public record PaymentRecord(
        Payment payment,
        Map<AttemptNumber, Instructions> instructions,
        Map<AttemptNumber, Decline> declines,
        List<KeptDispute> disputes,
        @Nullable Instant simulatedAt,
        @Nullable Instant nextLook) {

    public PaymentRecord {
        instructions = Map.copyOf(instructions);
        declines = Map.copyOf(declines);
        disputes = List.copyOf(disputes);
    }

    /**
     * @param gatewayCode as the gateway spells it
     */
    public record Decline(String reason, String gatewayCode) {}

    /** What was claimed, and why it was not applied. */
    public record KeptDispute(
            DisputeReason reason,
            String attempt,
            Money amount,
            @Nullable GatewayReference reference) {}
}
