package io.cashbell.order.admin.payments;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the owner sees it, with what of it the console shows.
 *
 * @param method how it was paid; how the order was placed while nobody has paid
 * @param confirmation the money; null while there is none
 */
public record OwnedPayment(
        String method,
        String status,
        Amount amount,
        @Nullable Confirmation confirmation,
        List<Attempt> attempts,
        List<Dispute> disputes,
        List<Refund> refunds) {
    public OwnedPayment {
        attempts = List.copyOf(Objects.requireNonNullElse(attempts, List.of()));
        disputes = List.copyOf(Objects.requireNonNullElse(disputes, List.of()));
        refunds = List.copyOf(Objects.requireNonNullElse(refunds, List.of()));
    }

    /** Which attempt brought the money. */
    public record Confirmation(String attempt, String gatewayTradeNo, Instant paidAt) {}

    /**
     * One visit to the gateway.
     *
     * @param declined why the gateway took no money; null where it did not say so
     */
    public record Attempt(
            String number, String method, Instant startedAt, @Nullable Decline declined) {}

    /** Why the gateway took no money. */
    public record Decline(String reason, @Nullable String gatewayCode) {}

    /**
     * What was claimed and not applied.
     *
     * @param closed null while nobody has dealt with it
     */
    public record Dispute(
            String id,
            String reason,
            String attempt,
            Amount amount,
            @Nullable String gatewayTradeNo,
            @Nullable Closed closed) {}

    /** That a person has dealt with it. */
    public record Closed(Instant at, String by, @Nullable String note) {}

    /**
     * Money that goes back.
     *
     * @param status requested, in-progress, unknown, manual, refunded or failed
     * @param words what that means and what comes next, in English
     * @param code names the words
     * @param action the gateway's call that they are about
     */
    public record Refund(
            String refundId,
            Amount amount,
            @Nullable String reason,
            String status,
            String words,
            @Nullable String code,
            @Nullable String action,
            Instant requestedAt) {}

    /** A dispute that nobody has dealt with, and where its payment stands. */
    public record Disputed(
            String orderId, String method, String status, Amount amount, Dispute dispute) {}

    /** A refund that a person has to carry out. */
    public record ByHand(String orderId, String method, Refund refund) {}

    /**
     * What would become of a refund that is asked for now.
     *
     * @param words in English
     * @param code names the words
     * @param action the gateway's call that would be made
     * @param notBefore while it has to wait
     */
    public record Planned(
            Amount amount,
            String words,
            @Nullable String code,
            @Nullable String action,
            @Nullable Instant notBefore) {}
}
