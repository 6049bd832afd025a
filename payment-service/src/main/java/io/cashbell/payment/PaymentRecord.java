package io.cashbell.payment;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The disputes that nobody has dealt with; money to give back by hand waits as a refund. */
    public List<KeptDispute> openDisputes() {
        return disputes.stream().filter(KeptDispute::isOpen).toList();
    }

    /** The refunds that wait for a person, the oldest first. */
    public List<Refund> manualRefunds() {
        return payment.refunds().values().stream()
                .filter(refund -> refund.state() instanceof RefundState.Manual)
                .sorted(
                        Comparator.comparing(Refund::requestedAt)
                                .thenComparing(refund -> refund.id().value()))
                .toList();
    }

    /** The dispute of that key. */
    public Optional<KeptDispute> dispute(String key) {
        return disputes.stream().filter(dispute -> dispute.key().equals(key)).findFirst();
    }

    /** Whether a person has anything to do with it. */
    public boolean waits() {
        return !openDisputes().isEmpty() || !manualRefunds().isEmpty();
    }

    /**
     * That a person has dealt with something.
     *
     * @param by who, as the sign-in calls them
     * @param note in their words; empty where there are none
     */
    public record Closing(Instant at, String by, String note) {}

    /**
     * What was claimed, and why it was not applied.
     *
     * @param key what tells it apart among those of its payment
     * @param closing null while nobody has dealt with it
     */
    public record KeptDispute(
            String key,
            DisputeReason reason,
            String attempt,
            Money amount,
            @Nullable GatewayReference reference,
            @Nullable Closing closing) {

        public boolean isOpen() {
            return closing == null && reason != DisputeReason.REFUND_BY_HAND;
        }
    }
}
