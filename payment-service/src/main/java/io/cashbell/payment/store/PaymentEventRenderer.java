package io.cashbell.payment.store;

import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.EventRenderer;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundWords;
import io.cashbell.payment.event.Amount;
import io.cashbell.payment.event.DayClosed;
import io.cashbell.payment.event.Item;
import io.cashbell.payment.event.PaymentConfirmed;
import io.cashbell.payment.event.PaymentDisputed;
import io.cashbell.payment.event.PaymentExpired;
import io.cashbell.payment.event.PaymentFailed;
import io.cashbell.payment.event.PaymentInstructionsIssued;
import io.cashbell.payment.event.PaymentRefundFailed;
import io.cashbell.payment.event.PaymentRefunded;
import io.cashbell.payment.event.PaymentSessionCreated;
import io.cashbell.payment.event.WarningRaised;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Draws an event from the item that tells it, whatever happened to the payment since. */
@Singleton
class PaymentEventRenderer implements EventRenderer {

    @Override
    public Object data(Map<String, AttributeValue> item, OutboxEntry entry) {
        if (entry.type().equals(DayClosed.TYPE)) {
            return DayCloseItem.said(item);
        }
        if (entry.type().equals(WarningRaised.TYPE)) {
            return DynamoWarnings.said(item);
        }
        Payment payment = PaymentItem.read(item);
        return switch (entry.type()) {
            case PaymentSessionCreated.TYPE ->
                    sessionCreated(
                            payment, Values.map(item, PaymentItem.toldSession(entry.sequence())));
            case PaymentConfirmed.TYPE -> confirmed(payment, PaymentItem.confirmation(item));
            case PaymentFailed.TYPE -> {
                var attempt = told(Values.map(item, PaymentItem.ATTEMPTS), entry);
                yield failed(payment, attempt.getKey(), attempt.getValue().m());
            }
            case PaymentInstructionsIssued.TYPE -> {
                var attempt = issued(Values.map(item, PaymentItem.ATTEMPTS), entry);
                yield instructionsIssued(payment, attempt.getKey(), attempt.getValue().m());
            }
            case PaymentExpired.TYPE -> expired(payment);
            case PaymentDisputed.TYPE -> {
                var dispute = told(Values.map(item, PaymentItem.DISPUTES), entry);
                yield disputed(payment, dispute.getKey(), dispute.getValue().m());
            }
            case PaymentRefunded.TYPE -> {
                var refund = told(Values.map(item, RefundItem.REFUNDS), entry);
                yield refunded(payment, refund.getKey(), refund.getValue().m());
            }
            case PaymentRefundFailed.TYPE -> {
                var refund = told(Values.map(item, RefundItem.REFUNDS), entry);
                yield refundFailed(payment, refund.getKey(), refund.getValue().m());
            }
            default -> throw new IllegalStateException("we never tell " + entry.type());
        };
    }

    private static PaymentSessionCreated sessionCreated(
            Payment payment, Map<String, AttributeValue> session) {
        return new PaymentSessionCreated(
                payment.orderId().value(),
                payment.id().value(),
                Values.number(session, PaymentItem.PLACE),
                method(payment, Values.text(session, PaymentItem.ATTEMPT)),
                PaymentItem.time(session, PaymentItem.UNTIL));
    }

    private static PaymentConfirmed confirmed(Payment payment, Confirmed confirmed) {
        return new PaymentConfirmed(
                payment.orderId().value(),
                payment.id().value(),
                payment.methodOf(confirmed.attempt()).code(),
                Amount.of(payment.amount()),
                confirmed.reference().value(),
                confirmed.paidAt(),
                items(payment),
                payment.locale());
    }

    private static PaymentFailed failed(
            Payment payment, String number, Map<String, AttributeValue> attempt) {
        return new PaymentFailed(
                payment.orderId().value(),
                payment.id().value(),
                method(payment, number),
                Amount.of(payment.amount()),
                Values.text(attempt, PaymentItem.REASON),
                Values.text(attempt, PaymentItem.CODE),
                items(payment),
                payment.locale());
    }

    private static PaymentExpired expired(Payment payment) {
        return new PaymentExpired(
                payment.orderId().value(),
                payment.id().value(),
                payment.method().code(),
                Amount.of(payment.amount()),
                "deadline-passed",
                items(payment),
                payment.locale());
    }

    private static PaymentInstructionsIssued instructionsIssued(
            Payment payment, String number, Map<String, AttributeValue> attempt) {
        Instructions issued =
                PaymentItem.instructions(Values.map(attempt, PaymentItem.INSTRUCTIONS));
        return new PaymentInstructionsIssued(
                payment.orderId().value(),
                payment.id().value(),
                method(payment, number),
                Amount.of(payment.amount()),
                issued.bankCode(),
                issued.account(),
                issued.paymentCode(),
                issued.barcodes().isEmpty() ? null : issued.barcodes(),
                issued.expiresAt());
    }

    /** The attempt whose instructions this event tells. */
    private static Map.Entry<String, AttributeValue> issued(
            Map<String, AttributeValue> attempts, OutboxEntry entry) {
        return one(
                attempts, attempt -> tells(Values.map(attempt, PaymentItem.INSTRUCTIONS), entry));
    }

    private static PaymentDisputed disputed(
            Payment payment, String key, Map<String, AttributeValue> dispute) {
        return new PaymentDisputed(
                payment.orderId().value(),
                payment.id().value(),
                method(payment, Values.text(dispute, PaymentItem.ATTEMPT)),
                Amount.of(PaymentItem.money(dispute)),
                DisputeReason.of(key.substring(0, key.indexOf('/'))).code(),
                Values.optionalText(dispute, PaymentItem.REFERENCE).orElse(null));
    }

    private static PaymentRefunded refunded(
            Payment payment, String id, Map<String, AttributeValue> members) {
        Refund refund = RefundItem.read(id, members, payment.amount().currency());
        return new PaymentRefunded(
                payment.orderId().value(),
                payment.id().value(),
                method(payment, refund),
                id,
                Amount.of(refund.amount()),
                left(payment, members),
                refund.isOfThePayment() ? null : true);
    }

    private static PaymentRefundFailed refundFailed(
            Payment payment, String id, Map<String, AttributeValue> members) {
        Refund refund = RefundItem.read(id, members, payment.amount().currency());
        Failed failed = (Failed) refund.state();
        return new PaymentRefundFailed(
                payment.orderId().value(),
                payment.id().value(),
                method(payment, refund),
                id,
                Amount.of(refund.amount()),
                left(payment, members),
                RefundWords.of(failed.reason()),
                failed.gatewayCode(),
                refund.isOfThePayment() ? null : true);
    }

    private static Amount left(Payment payment, Map<String, AttributeValue> members) {
        return Amount.of(
                new Money(Values.number(members, RefundItem.LEFT), payment.amount().currency()));
    }

    private static List<Item> items(Payment payment) {
        return payment.items().stream().map(Item::of).toList();
    }

    private static Map.Entry<String, AttributeValue> told(
            Map<String, AttributeValue> parts, OutboxEntry entry) {
        return one(parts, part -> tells(part, entry));
    }

    private static boolean tells(Map<String, AttributeValue> part, OutboxEntry entry) {
        return Values.optionalText(part, PaymentItem.EVENT).filter(entry.id()::equals).isPresent();
    }

    private static Map.Entry<String, AttributeValue> one(
            Map<String, AttributeValue> parts, Predicate<Map<String, AttributeValue>> wanted) {
        return parts.entrySet().stream()
                .filter(part -> wanted.test(part.getValue().m()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing tells this event"));
    }

    private static String method(Payment payment, String attempt) {
        return payment.methodOf(new AttemptNumber(attempt)).code();
    }

    /** How the money came that goes back. */
    private static String method(Payment payment, Refund refund) {
        return payment.captureOf(refund)
                .map(capture -> payment.methodOf(capture.attempt()))
                .orElse(payment.method())
                .code();
    }
}
