package io.cashbell.order;

import java.util.Arrays;

/** What an order may have against a fact; the console says each in four languages. */
public enum RefusalReason {
    ALREADY_SHIPPED("already-shipped", "The order was shipped already."),
    CANCELLED("cancelled", "The order was called off."),
    EXPIRED("expired", "Nobody paid the order in time."),
    REFUNDED("refunded", "The money of the order was given back."),
    NOT_NOW("not-now", "The order is %s and its payment is %s."),
    NOT_PAID(
            "not-paid",
            "The order is not paid yet; only one that is paid on arrival is shipped before."),
    MONEY_GOING_BACK(
            "money-going-back", "All the money of the order is on its way back to the buyer."),
    ALREADY_COLLECTED("already-collected", "The money of the order was collected already."),
    PAID_ONLINE("paid-online", "The order was paid online: there is nothing to collect."),
    NOT_SHIPPED("not-shipped", "The order is not shipped yet: who delivers it brings the money."),
    NOT_ON_ARRIVAL("not-on-arrival", "The order is not paid on arrival."),
    NOTHING_TO_COLLECT("nothing-to-collect", "There is nothing to collect."),
    REFUND_INSTEAD("refund-instead", "The order is paid: give the money back instead."),
    ALREADY_CANCELLED("already-cancelled", "The order was called off already."),
    NOT_CANCELLABLE("not-cancellable", "The order cannot be called off now."),
    NOTHING_RECEIVED(
            "nothing-received",
            "No money of the order has come in, so there is none to give back."),
    OTHER_CURRENCY("other-currency", "The order was paid in %s."),
    NOTHING_LEFT(
            "nothing-left", "Nothing is left to give back: all of it went back, or is on its way."),
    TOO_MUCH("too-much", "Only %s are left to give back."),
    TOO_MANY_REFUNDS("too-many-refunds", "The order has had %s refunds; no more fit on it."),
    TOO_MANY_NOTES("too-many-notes", "The order has %s notes; no more fit on it."),
    OTHER_AMOUNT("other-amount", "The amount to collect is %s, not %s.");

    private final String code;
    private final String text;

    RefusalReason(String code, String text) {
        this.code = code;
        this.text = text;
    }

    /** For programs, and for words in other languages. */
    public String code() {
        return code;
    }

    /**
     * @param values what the text names, in its order
     */
    Refusal with(Object... values) {
        return new Refusal(
                this, text.formatted(values), Arrays.stream(values).map(Object::toString).toList());
    }
}
