package io.cashbell.payment;

import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.CaptureDeclined;
import io.cashbell.payment.PaymentFact.CaptureSimulated;
import io.cashbell.payment.PaymentFact.InstructionsIssued;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A payment of NT$1,200 by card, and what may happen to it. */
public final class PaymentFixtures {

    public static final String MERCHANT = "3002607";
    public static final OrderId ORDER = new OrderId("01jexampleorder0000000000a");
    public static final AttemptNumber FIRST = new AttemptNumber("FIRSTATTEMPT00000001");
    public static final AttemptNumber SECOND = new AttemptNumber("SECONDATTEMPT0000002");
    public static final AttemptNumber FOREIGN = new AttemptNumber("NEVEROPENEDBYUS00003");
    public static final GatewayReference REFERENCE = new GatewayReference("2601011000001234");
    public static final GatewayReference OTHER_REFERENCE = new GatewayReference("2601011000005678");
    public static final Money PRICE = Money.of("1200", "TWD");
    public static final Instant STARTED_AT = Instant.parse("2026-01-01T02:00:00Z");
    public static final Instant PAID_AT = Instant.parse("2026-01-01T02:03:00Z");
    public static final Instant EXPIRES_AT = Instant.parse("2026-01-01T03:00:00Z");

    public static final GatewaySession SESSION =
            new GatewaySession("T3c0ffee0001", null, EXPIRES_AT);

    /** {@link #TOKEN}'s SHA-256 in base64url. */
    public static final String TOKEN_HASH = "el5U-wxPi60d5yts91smuuRykPMABpiOu6WB1ainqL8";

    public static final String TOKEN = "an-access-token-of-the-order";

    private PaymentFixtures() {}

    /** Nobody has visited yet. */
    public static Payment fresh() {
        return in(new AwaitingCustomer(), Map.of());
    }

    /** Both attempts were opened. */
    public static Payment opened() {
        return in(new AwaitingCustomer(), Map.of(FIRST, attempt(FIRST), SECOND, attempt(SECOND)));
    }

    /** Both attempts were opened at a gateway that takes money only when it is asked to. */
    public static Payment approvable() {
        return withAttempt(
                withAttempt(opened(), attempt(FIRST).with(SESSION)), attempt(SECOND).with(SESSION));
    }

    public static Payment in(PaymentState state, Map<AttemptNumber, Attempt> attempts) {
        return new Payment(
                new PaymentId("01jexamplepayment00000000a"),
                ORDER,
                PaymentMethod.ECPAY_CREDIT,
                PRICE,
                List.of(
                        new OrderedItem("阿里山高山烏龍", 2, Money.of("900", "TWD")),
                        new OrderedItem("日月潭紅茶", 1, Money.of("300", "TWD"))),
                "zh-TW",
                TOKEN_HASH,
                EXPIRES_AT,
                state,
                attempts,
                Set.of());
    }

    /** Another order's, that nobody has visited. */
    public static Payment of(OrderId order, Instant expiresAt) {
        Payment fresh = fresh();
        return new Payment(
                new PaymentId("payment-of-" + order),
                order,
                fresh.method(),
                fresh.amount(),
                fresh.items(),
                fresh.locale(),
                TOKEN_HASH,
                expiresAt,
                fresh.state(),
                Map.of(),
                Set.of());
    }

    public static Payment withState(Payment payment, PaymentState state) {
        return copy(payment, state, payment.attempts(), payment.disputes(), payment.refunds());
    }

    public static Payment withMethod(Payment payment, PaymentMethod method) {
        return new Payment(
                payment.id(),
                payment.orderId(),
                method,
                payment.amount(),
                payment.items(),
                payment.locale(),
                payment.accessTokenHash(),
                payment.expiresAt(),
                payment.state(),
                payment.attempts(),
                payment.disputes(),
                payment.refunds());
    }

    public static Payment withDeadline(Payment payment, Instant expiresAt) {
        return new Payment(
                payment.id(),
                payment.orderId(),
                payment.method(),
                payment.amount(),
                payment.items(),
                payment.locale(),
                payment.accessTokenHash(),
                expiresAt,
                payment.state(),
                payment.attempts(),
                payment.disputes(),
                payment.refunds());
    }

    public static Payment withAttempt(Payment payment, Attempt attempt) {
        Map<AttemptNumber, Attempt> attempts = new HashMap<>(payment.attempts());
        attempts.put(attempt.number(), attempt);
        return copy(payment, payment.state(), attempts, payment.disputes(), payment.refunds());
    }

    public static Payment withDisputes(Payment payment, Set<String> disputes) {
        return copy(payment, payment.state(), payment.attempts(), disputes, payment.refunds());
    }

    /** Paid by the first attempt. */
    public static Payment confirmed() {
        return withState(opened(), new PaymentState.Confirmed(FIRST, REFERENCE, PAID_AT));
    }

    /** A wish for so many dollars back. */
    public static RefundRequest wish(String id, String dollars) {
        return new RefundRequest(new RefundId(id), Money.of(dollars, "TWD"), "out of stock", null);
    }

    public static Payment withRefund(Payment payment, Refund refund) {
        Map<RefundId, Refund> refunds = new HashMap<>(payment.refunds());
        refunds.put(refund.id(), refund);
        return copy(payment, payment.state(), payment.attempts(), payment.disputes(), refunds);
    }

    public static Attempt attempt(AttemptNumber number) {
        return Attempt.open(number, MERCHANT, STARTED_AT);
    }

    public static Claim claim(AttemptNumber attempt, @Nullable GatewayReference reference) {
        return new Claim(MERCHANT, attempt, PRICE, reference);
    }

    public static CaptureConfirmed paid(AttemptNumber attempt, GatewayReference reference) {
        return new CaptureConfirmed(claim(attempt, reference), reference, PAID_AT);
    }

    public static CaptureDeclined declined(AttemptNumber attempt) {
        return new CaptureDeclined(claim(attempt, null), "refused-by-bank", "10100248");
    }

    public static InstructionsIssued instructed(AttemptNumber attempt) {
        return instructed(attempt, EXPIRES_AT);
    }

    /** A number that may be paid until then. */
    public static InstructionsIssued instructed(AttemptNumber attempt, Instant until) {
        return new InstructionsIssued(
                claim(attempt, null), Instructions.transfer("812", "9103522175887271", until));
    }

    public static CaptureSimulated simulated(AttemptNumber attempt) {
        return new CaptureSimulated(claim(attempt, REFERENCE));
    }

    private static Payment copy(
            Payment payment,
            PaymentState state,
            Map<AttemptNumber, Attempt> attempts,
            Set<String> disputes,
            Map<RefundId, Refund> refunds) {
        return new Payment(
                payment.id(),
                payment.orderId(),
                payment.method(),
                payment.amount(),
                payment.items(),
                payment.locale(),
                payment.accessTokenHash(),
                payment.expiresAt(),
                state,
                attempts,
                disputes,
                refunds);
    }
}
