package io.cashbell.payment.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.Claim;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.OrderedItem;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentId;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A payment as an item, and back. The names are explained in this room's package-info. */
final class PaymentItem {

    static final String PAYMENT_ID = "pid";
    static final String METHOD = "m";
    static final String AMOUNT = "amt";
    static final String CURRENCY = "cur";
    static final String ITEMS = "it";
    static final String LOCALE = "loc";
    static final String TOKEN_HASH = "tok";
    static final String EXPIRES_AT = "exp";
    static final String STATE = "st";
    static final String CHANGES = "n";
    static final String ATTEMPTS = "att";
    static final String CONFIRMATION = "won";
    static final String DISPUTES = "dis";
    static final String SIMULATED = "sim";
    static final String TRANSFER_OF = "tra";
    static final String CALLED_OFF = "off";
    static final String CAUSE = "cb";
    static final String TOLD_SESSION = "ses";
    static final String DUE_SHARD = "dueShard";
    static final String DUE_AT = "dueAt";
    static final String PAID_SHARD = "paidShard";
    static final String PAID_AS = "paidAs";
    static final String WAIT_SHARD = "waitShard";
    static final String WAIT_AS = "waitAs";

    static final String MERCHANT = "m";
    static final String TIME = "t";
    static final String REASON = "r";
    static final String CODE = "c";
    static final String EVENT = "e";
    static final String ATTEMPT = "a";
    static final String REFERENCE = "r";
    static final String SESSION = "s";
    static final String LINK = "l";
    static final String UNTIL = "u";
    static final String PLACE = "p";
    static final String CLAIMED_AT = "k";
    static final String OTHER_METHOD = "w";
    static final String INSTRUCTIONS = "i";
    static final String BANK = "b";
    static final String ACCOUNT = "n";
    static final String BARCODES = "bc";
    static final String CARD = "g";

    static final String AWAITING = "a";
    static final String TRANSFER = "t";
    static final String FAILED = "f";
    static final String CONFIRMED = "c";
    static final String EXPIRED = "x";
    static final String CANCELLED = "z";

    private PaymentItem() {}

    static ItemKey key(OrderId orderId) {
        return new ItemKey(orderId.value(), "payment");
    }

    /** What the change of that number was caused by. */
    static String cause(long change) {
        return CAUSE + change;
    }

    static boolean isCause(String attribute) {
        return attribute.matches(CAUSE + "\\d+");
    }

    /** The attribute that notes {@code cause}; empty where nothing does. */
    static Optional<String> causedBy(Map<String, AttributeValue> item, CallbackId cause) {
        return item.entrySet().stream()
                .filter(attribute -> isCause(attribute.getKey()))
                .filter(attribute -> cause.value().equals(attribute.getValue().s()))
                .map(Map.Entry::getKey)
                .findAny();
    }

    /** The session that the change of that number told. */
    static String toldSession(long change) {
        return TOLD_SESSION + change;
    }

    /** How many sessions of this payment were told. */
    static long toldSessions(Map<String, AttributeValue> item) {
        return item.keySet().stream().filter(name -> name.matches(TOLD_SESSION + "\\d+")).count();
    }

    static AttributeValue toldSession(AttemptNumber attempt, long place, Instant until) {
        return Values.of(
                Map.of(
                        ATTEMPT, Values.of(attempt.value()),
                        PLACE, Values.of(place),
                        UNTIL, Values.of(until.toEpochMilli())));
    }

    static Map<String, AttributeValue> attributes(Payment payment) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(PAYMENT_ID, Values.of(payment.id().value()));
        item.put(METHOD, Values.of(payment.method().code()));
        item.put(AMOUNT, Values.of(payment.amount().minorUnits()));
        item.put(CURRENCY, Values.of(payment.amount().currency().getCurrencyCode()));
        item.put(ITEMS, Values.of(payment.items().stream().map(PaymentItem::line).toList()));
        item.put(LOCALE, Values.of(payment.locale()));
        item.put(TOKEN_HASH, Values.of(payment.accessTokenHash()));
        item.put(EXPIRES_AT, Values.of(payment.expiresAt().toEpochMilli()));
        item.put(STATE, Values.of(code(payment.state())));
        item.put(CHANGES, Values.of(0));
        item.put(ATTEMPTS, Values.of(Map.of()));
        item.put(DISPUTES, Values.of(Map.of()));
        return item;
    }

    static Payment read(Map<String, AttributeValue> item) {
        Currency currency = Currency.getInstance(Values.text(item, CURRENCY));
        Map<String, AttributeValue> attempts = Values.map(item, ATTEMPTS);
        return new Payment(
                new PaymentId(Values.text(item, PAYMENT_ID)),
                new OrderId(Values.text(item, ItemKey.PK)),
                new PaymentMethod(Values.text(item, METHOD)),
                new Money(Values.number(item, AMOUNT), currency),
                Values.list(item, ITEMS).stream().map(line -> line(line, currency)).toList(),
                Values.text(item, LOCALE),
                Values.text(item, TOKEN_HASH),
                time(item, EXPIRES_AT),
                state(item, attempts),
                attempts.entrySet().stream()
                        .map(entry -> attempt(entry.getKey(), entry.getValue().m()))
                        .collect(Collectors.toMap(Attempt::number, attempt -> attempt)),
                Values.map(item, DISPUTES).keySet(),
                RefundItem.all(item, currency));
    }

    static long changes(Map<String, AttributeValue> item) {
        return Values.number(item, CHANGES);
    }

    static String attemptPath(AttemptNumber number) {
        return ATTEMPTS + "." + number;
    }

    static AttributeValue attempt(Attempt attempt) {
        Map<String, AttributeValue> members = new HashMap<>();
        members.put(MERCHANT, Values.of(attempt.merchant()));
        members.put(TIME, Values.of(attempt.startedAt().toEpochMilli()));
        if (attempt.otherMethod() != null) {
            members.put(OTHER_METHOD, Values.of(attempt.otherMethod().code()));
        }
        return Values.of(members);
    }

    static AttributeValue session(GatewaySession session) {
        Map<String, AttributeValue> members = new HashMap<>();
        members.put(REFERENCE, Values.of(session.reference()));
        members.put(UNTIL, Values.of(session.expiresAt().toEpochMilli()));
        if (session.link() != null) {
            members.put(LINK, Values.of(session.link()));
        }
        return Values.of(members);
    }

    /** With the id of the event that tells them. */
    static AttributeValue instructions(Instructions instructions, String eventId) {
        Map<String, AttributeValue> members = new HashMap<>();
        members.put(UNTIL, Values.of(instructions.expiresAt().toEpochMilli()));
        members.put(EVENT, Values.of(eventId));
        if (instructions.bankCode() != null && instructions.account() != null) {
            members.put(BANK, Values.of(instructions.bankCode()));
            members.put(ACCOUNT, Values.of(instructions.account()));
        }
        if (instructions.paymentCode() != null) {
            members.put(CODE, Values.of(instructions.paymentCode()));
        }
        if (!instructions.barcodes().isEmpty()) {
            members.put(
                    BARCODES, Values.of(instructions.barcodes().stream().map(Values::of).toList()));
        }
        return Values.of(members);
    }

    static Instructions instructions(Map<String, AttributeValue> members) {
        return new Instructions(
                Values.optionalText(members, BANK).orElse(null),
                Values.optionalText(members, ACCOUNT).orElse(null),
                Values.optionalText(members, CODE).orElse(null),
                Values.list(members, BARCODES).stream().map(AttributeValue::s).toList(),
                time(members, UNTIL));
    }

    static AttributeValue confirmation(Confirmed confirmed) {
        Map<String, AttributeValue> members = new HashMap<>();
        members.put(ATTEMPT, Values.of(confirmed.attempt().value()));
        members.put(REFERENCE, Values.of(confirmed.reference().value()));
        members.put(TIME, Values.of(confirmed.paidAt().toEpochMilli()));
        RefundItem.card(confirmed.card()).ifPresent(card -> members.put(CARD, card));
        return Values.of(members);
    }

    static AttributeValue dispute(Claim claim, String eventId) {
        Map<String, AttributeValue> members = new HashMap<>();
        members.put(ATTEMPT, Values.of(claim.attempt().value()));
        members.put(AMOUNT, Values.of(claim.amount().minorUnits()));
        members.put(CURRENCY, Values.of(claim.amount().currency().getCurrencyCode()));
        members.put(EVENT, Values.of(eventId));
        if (claim.reference() != null) {
            members.put(REFERENCE, Values.of(claim.reference().value()));
        }
        return Values.of(members);
    }

    static Money money(Map<String, AttributeValue> members) {
        return new Money(
                Values.number(members, AMOUNT),
                Currency.getInstance(Values.text(members, CURRENCY)));
    }

    static Confirmed confirmation(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> members = Values.map(item, CONFIRMATION);
        return new Confirmed(
                new AttemptNumber(Values.text(members, ATTEMPT)),
                new GatewayReference(Values.text(members, REFERENCE)),
                time(members, TIME),
                RefundItem.card(members));
    }

    static String code(PaymentState state) {
        return switch (state) {
            case AwaitingCustomer _ -> AWAITING;
            case AwaitingTransfer _ -> TRANSFER;
            case Failed _ -> FAILED;
            case Confirmed _ -> CONFIRMED;
            case Expired _ -> EXPIRED;
            case Cancelled _ -> CANCELLED;
        };
    }

    private static PaymentState state(
            Map<String, AttributeValue> item, Map<String, AttributeValue> attempts) {
        String code = Values.text(item, STATE);
        return switch (code) {
            case AWAITING -> new AwaitingCustomer();
            case TRANSFER ->
                    new AwaitingTransfer(new AttemptNumber(Values.text(item, TRANSFER_OF)));
            case FAILED ->
                    new Failed(
                            attempts.entrySet().stream()
                                    .filter(entry -> entry.getValue().m().containsKey(EVENT))
                                    .map(entry -> new AttemptNumber(entry.getKey()))
                                    .collect(Collectors.toSet()));
            case CONFIRMED -> confirmation(item);
            case EXPIRED -> new Expired(item.containsKey(CALLED_OFF));
            case CANCELLED -> new Cancelled();
            default -> throw new IllegalStateException("no payment state is spelled " + code);
        };
    }

    private static Attempt attempt(String number, Map<String, AttributeValue> members) {
        Map<String, AttributeValue> session = Values.map(members, SESSION);
        return new Attempt(
                new AttemptNumber(number),
                Values.text(members, MERCHANT),
                time(members, TIME),
                Values.optionalText(members, OTHER_METHOD).map(PaymentMethod::new).orElse(null),
                session.isEmpty()
                        ? null
                        : new GatewaySession(
                                Values.text(session, REFERENCE),
                                Values.optionalText(session, LINK).orElse(null),
                                time(session, UNTIL)),
                Values.optionalNumber(members, CLAIMED_AT).map(Instant::ofEpochMilli).orElse(null),
                members.containsKey(INSTRUCTIONS));
    }

    private static AttributeValue line(OrderedItem item) {
        return Values.of(
                List.of(
                        Values.of(item.name()),
                        Values.of(item.quantity()),
                        Values.of(item.lineTotal().minorUnits())));
    }

    private static OrderedItem line(AttributeValue line, Currency currency) {
        List<AttributeValue> parts = line.l();
        return new OrderedItem(
                parts.get(0).s(),
                Integer.parseInt(parts.get(1).n()),
                new Money(Long.parseLong(parts.get(2).n()), currency));
    }

    static Instant time(Map<String, AttributeValue> members, String name) {
        return Instant.ofEpochMilli(Values.number(members, name));
    }
}
