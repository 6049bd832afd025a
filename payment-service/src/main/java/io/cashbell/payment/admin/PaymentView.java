package io.cashbell.payment.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentRecord;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.refund.RefundView;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the owner sees it.
 *
 * @param method how it was paid; how the order was placed while nobody has paid
 * @param status as the outside contract spells it
 * @param confirmation the money; null while there is none
 * @param refunds what was given back, or is being
 */
@Introspected
// Nothing is left out for being empty.
@JsonInclude(Include.ALWAYS)
record PaymentView(
        String paymentId,
        String orderId,
        String method,
        String status,
        Money amount,
        Instant expiresAt,
        @Nullable Confirmation confirmation,
        List<AttemptView> attempts,
        List<DisputeView> disputes,
        List<RefundView> refunds,
        @Nullable Instant simulatedAt,
        @Nullable Instant nextLook) {

    static PaymentView of(PaymentRecord kept) {
        Payment payment = kept.payment();
        return new PaymentView(
                payment.id().value(),
                payment.orderId().value(),
                method(payment).code(),
                status(payment),
                Money.of(payment.amount()),
                payment.expiresAt(),
                payment.state() instanceof Confirmed paid
                        ? new Confirmation(
                                paid.attempt().value(), paid.reference().value(), paid.paidAt())
                        : null,
                payment.attempts().values().stream()
                        .sorted(
                                Comparator.comparing(Attempt::startedAt)
                                        .thenComparing(attempt -> attempt.number().value()))
                        .map(attempt -> AttemptView.of(payment, attempt, kept))
                        .toList(),
                kept.disputes().stream().map(DisputeView::of).toList(),
                RefundView.of(payment),
                kept.simulatedAt(),
                kept.nextLook());
    }

    private static PaymentMethod method(Payment payment) {
        return payment.state() instanceof Confirmed paid
                ? payment.methodOf(paid.attempt())
                : payment.method();
    }

    private static String status(Payment payment) {
        return switch (payment.state()) {
            case AwaitingCustomer _ -> "pending";
            case AwaitingTransfer _ -> "awaiting-transfer";
            case Confirmed _ -> given(payment);
            case Failed _ -> "failed";
            case Expired _ -> "expired";
            case Cancelled _ -> "cancelled";
        };
    }

    /** How much of the money that the order counts went back, or is on its way. */
    private static String given(Payment payment) {
        List<Refund> refunds =
                payment.refunds().values().stream().filter(Refund::isOfThePayment).toList();
        if (refunds.stream().anyMatch(refund -> refund.state().isOpen())) {
            return "refund-pending";
        }
        long back =
                refunds.stream()
                        .filter(refund -> refund.state() instanceof Refunded)
                        .mapToLong(refund -> refund.amount().minorUnits())
                        .reduce(0, Math::addExact);
        if (back == 0) {
            return "confirmed";
        }
        return back < payment.amount().minorUnits() ? "partially-refunded" : "refunded";
    }

    /** A decimal string, in as many decimals as the market charges. */
    @Introspected
    record Money(String amount, String currency) {

        static Money of(io.cashbell.payment.Money money) {
            return new Money(money.decimal(), money.currency().getCurrencyCode());
        }
    }

    @Introspected
    record Confirmation(String attempt, String gatewayTradeNo, Instant paidAt) {}

    /**
     * One visit to the gateway.
     *
     * @param sessionReference what the gateway calls its session, where it has one
     * @param claimedAt since when the gateway was asked to take the money
     */
    @Introspected
    @JsonInclude(Include.ALWAYS)
    record AttemptView(
            String number,
            String method,
            String merchant,
            Instant startedAt,
            @Nullable String sessionReference,
            @Nullable Instant sessionExpiresAt,
            @Nullable Instant claimedAt,
            @Nullable Decline declined,
            @Nullable Instructions instructions) {

        static AttemptView of(Payment payment, Attempt attempt, PaymentRecord kept) {
            AttemptNumber number = attempt.number();
            GatewaySession session = attempt.session();
            PaymentRecord.Decline decline = kept.declines().get(number);
            io.cashbell.payment.Instructions instructions = kept.instructions().get(number);
            return new AttemptView(
                    number.value(),
                    payment.methodOf(attempt).code(),
                    attempt.merchant(),
                    attempt.startedAt(),
                    session == null ? null : session.reference(),
                    session == null ? null : session.expiresAt(),
                    attempt.claimedAt(),
                    decline == null ? null : new Decline(decline.reason(), decline.gatewayCode()),
                    instructions == null ? null : Instructions.of(instructions));
        }
    }

    @Introspected
    record Decline(String reason, String gatewayCode) {}

    /** How the buyer pays later. */
    @Introspected
    @JsonInclude(Include.ALWAYS)
    record Instructions(
            @Nullable String bankCode,
            @Nullable String account,
            @Nullable String paymentCode,
            List<String> barcodes,
            Instant expiresAt) {

        static Instructions of(io.cashbell.payment.Instructions of) {
            return new Instructions(
                    of.bankCode(), of.account(), of.paymentCode(), of.barcodes(), of.expiresAt());
        }
    }

    /** That a person has dealt with it: who, when, and what they say of it. */
    @Introspected
    @JsonInclude(Include.ALWAYS)
    record Closed(Instant at, String by, String note) {}

    /**
     * What was claimed and not applied.
     *
     * @param id tells it apart among those of its payment
     * @param closed null while nobody has dealt with it
     */
    @Introspected
    @JsonInclude(Include.ALWAYS)
    record DisputeView(
            String id,
            String reason,
            String attempt,
            Money amount,
            @Nullable String gatewayTradeNo,
            @Nullable Closed closed) {

        static DisputeView of(PaymentRecord.KeptDispute dispute) {
            GatewayReference reference = dispute.reference();
            PaymentRecord.Closing closing = dispute.closing();
            return new DisputeView(
                    dispute.key(),
                    dispute.reason().code(),
                    dispute.attempt(),
                    Money.of(dispute.amount()),
                    reference == null ? null : reference.value(),
                    closing == null
                            ? null
                            : new Closed(closing.at(), closing.by(), closing.note()));
        }
    }
}
