package io.cashbell.payment.store;

import io.cashbell.messaging.item.Values;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.Capture;
import io.cashbell.payment.CardAuthorisation;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundState.Accepted;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Manual;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundState.Underway;
import io.cashbell.payment.RefundState.Unknown;
import io.cashbell.payment.RefundStep;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A refund inside its payment's item, and back. The names are explained in package-info. */
final class RefundItem {

    static final String REFUNDS = "ref";
    static final String RESERVED = "rsv";
    static final String CALLING = "rfu";

    static final String STATE = "s";
    static final String REQUESTED = "r";
    static final String UNDERWAY = "u";

    private static final String UNKNOWN = "n";
    private static final String ACCEPTED = "a";
    private static final String MANUAL = "m";
    private static final String REFUNDED = "d";
    private static final String FAILED = "f";

    private static final String AMOUNT = "amt";
    private static final String REASON = "w";
    private static final String REQUESTED_AT = "t";
    private static final String NOT_BEFORE = "b";
    private static final String WHY = "y";
    static final String ACTION = "p";
    static final String EVIDENCE = "x";
    static final String SINCE = "k";
    static final String CLAIM = "o";
    private static final String CODE = "c";
    private static final String UNAPPLIED = "u";
    static final String LEFT = "l";

    private RefundItem() {}

    static String path(RefundId id) {
        return REFUNDS + "." + id;
    }

    /** Whether the refund's call is at work by that very claim. */
    static boolean isClaimedBy(Map<String, AttributeValue> item, RefundId id, String claim) {
        Map<String, AttributeValue> members = Values.map(Values.map(item, REFUNDS), id.value());
        return Values.optionalText(members, CLAIM).filter(claim::equals).isPresent()
                && UNDERWAY.equals(Values.text(members, STATE));
    }

    static Map<RefundId, Refund> all(Map<String, AttributeValue> item, Currency currency) {
        return Values.map(item, REFUNDS).entrySet().stream()
                .map(entry -> read(entry.getKey(), entry.getValue().m(), currency))
                .collect(Collectors.toMap(Refund::id, refund -> refund));
    }

    static Map<String, AttributeValue> members(Refund refund) {
        Map<String, AttributeValue> members = new HashMap<>();
        members.put(AMOUNT, Values.of(refund.amount().minorUnits()));
        members.put(REASON, Values.of(refund.request().reason()));
        members.put(REQUESTED_AT, time(refund.requestedAt()));
        Capture unapplied = refund.request().unapplied();
        if (unapplied != null) {
            members.put(UNAPPLIED, capture(unapplied));
        }
        switch (refund.state()) {
            case Requested(var notBefore, var why) -> {
                members.put(STATE, Values.of(REQUESTED));
                members.put(NOT_BEFORE, time(notBefore));
                members.put(WHY, Values.of(why));
            }
            case Underway(var step, var since) -> calling(members, UNDERWAY, step, since);
            case Unknown(var step, var since) -> calling(members, UNKNOWN, step, since);
            case Accepted(var step, var since) -> calling(members, ACCEPTED, step, since);
            case Manual(var why, var since) -> {
                members.put(STATE, Values.of(MANUAL));
                members.put(WHY, Values.of(why));
                members.put(SINCE, time(since));
            }
            case Refunded(var at) -> {
                members.put(STATE, Values.of(REFUNDED));
                members.put(SINCE, time(at));
            }
            case Failed(var reason, var code) -> {
                members.put(STATE, Values.of(FAILED));
                members.put(WHY, Values.of(reason));
                if (code != null) {
                    members.put(CODE, Values.of(code));
                }
            }
        }
        return members;
    }

    /** With the event that tells its end, and what was left of the payment then. */
    static Map<String, AttributeValue> ended(Refund refund, String eventId, Money left) {
        Map<String, AttributeValue> members = members(refund);
        members.put(PaymentItem.EVENT, Values.of(eventId));
        members.put(LEFT, Values.of(left.minorUnits()));
        return members;
    }

    static Refund read(String id, Map<String, AttributeValue> members, Currency currency) {
        Map<String, AttributeValue> unapplied = Values.map(members, UNAPPLIED);
        return new Refund(
                new RefundRequest(
                        new RefundId(id),
                        new Money(Values.number(members, AMOUNT), currency),
                        Values.text(members, REASON),
                        unapplied.isEmpty() ? null : capture(unapplied)),
                instant(members, REQUESTED_AT),
                state(members));
    }

    private static RefundState state(Map<String, AttributeValue> members) {
        String code = Values.text(members, STATE);
        return switch (code) {
            case REQUESTED ->
                    new Requested(instant(members, NOT_BEFORE), Values.text(members, WHY));
            case UNDERWAY -> new Underway(step(members), instant(members, SINCE));
            case UNKNOWN -> new Unknown(step(members), instant(members, SINCE));
            case ACCEPTED -> new Accepted(step(members), instant(members, SINCE));
            case MANUAL -> new Manual(Values.text(members, WHY), instant(members, SINCE));
            case REFUNDED -> new Refunded(instant(members, SINCE));
            case FAILED ->
                    new Failed(
                            Values.text(members, WHY),
                            Values.optionalText(members, CODE).orElse(null));
            default -> throw new IllegalStateException("no refund state is spelled " + code);
        };
    }

    private static void calling(
            Map<String, AttributeValue> members, String state, RefundStep step, Instant since) {
        members.put(STATE, Values.of(state));
        members.put(ACTION, Values.of(step.action()));
        members.put(EVIDENCE, Values.of(step.evidence()));
        members.put(SINCE, time(since));
    }

    private static RefundStep step(Map<String, AttributeValue> members) {
        return new RefundStep(Values.text(members, ACTION), Values.text(members, EVIDENCE));
    }

    private static AttributeValue capture(Capture capture) {
        Map<String, AttributeValue> members = new HashMap<>();
        members.put(PaymentItem.ATTEMPT, Values.of(capture.attempt().value()));
        members.put(PaymentItem.REFERENCE, Values.of(capture.reference().value()));
        members.put(PaymentItem.AMOUNT, Values.of(capture.amount().minorUnits()));
        members.put(PaymentItem.CURRENCY, Values.of(capture.amount().currency().getCurrencyCode()));
        members.put(PaymentItem.TIME, time(capture.paidAt()));
        card(capture.card()).ifPresent(card -> members.put(PaymentItem.CARD, card));
        return Values.of(members);
    }

    private static Capture capture(Map<String, AttributeValue> members) {
        return new Capture(
                new AttemptNumber(Values.text(members, PaymentItem.ATTEMPT)),
                new GatewayReference(Values.text(members, PaymentItem.REFERENCE)),
                PaymentItem.money(members),
                instant(members, PaymentItem.TIME),
                card(members));
    }

    /** {@code 10735183/iu}: number, then i for indivisible and u for UnionPay. */
    static Optional<AttributeValue> card(@Nullable CardAuthorisation card) {
        return Optional.ofNullable(card)
                .map(
                        known ->
                                Values.of(
                                        known.number()
                                                + "/"
                                                + (known.indivisible() ? "i" : "")
                                                + (known.unionPay() ? "u" : "")));
    }

    static @Nullable CardAuthorisation card(Map<String, AttributeValue> members) {
        String text = Values.optionalText(members, PaymentItem.CARD).orElse(null);
        if (text == null) {
            return null;
        }
        int slash = text.indexOf('/');
        String marks = text.substring(slash + 1);
        return new CardAuthorisation(
                text.substring(0, slash), marks.contains("i"), marks.contains("u"));
    }

    private static AttributeValue time(Instant instant) {
        return Values.of(instant.toEpochMilli());
    }

    private static Instant instant(Map<String, AttributeValue> members, String name) {
        return Instant.ofEpochMilli(Values.number(members, name));
    }
}
