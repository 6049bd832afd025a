package io.cashbell.notification;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a mail is about. */
public enum Occasion {
    /** An order that the carrier collects the money for: nothing else will ring the bell. */
    ORDER_PLACED("order-placed"),
    /** An order that is yet to be paid; told only where that is switched on. */
    ORDER_RECEIVED("order-received"),
    PAYMENT_CONFIRMED("payment-confirmed"),
    PAYMENT_FAILED("payment-failed"),
    PAYMENT_EXPIRED("payment-expired"),
    PAYMENT_REFUNDED("payment-refunded"),
    /** The gateway has refused a refund for good; a person has to decide. */
    REFUND_FAILED("refund-failed"),
    /** Money and order do not agree; a person has to look. */
    PAYMENT_DISPUTED("payment-disputed"),
    /** About no order: a day was laid beside the gateways' records. */
    DAY_CLOSED("day-closed"),
    /** About no order: something will hurt the shop until somebody sees to it. */
    GO_LIVE_WARNING("go-live-warning"),
    /** Several news of one day, gathered because nobody needs them at once. */
    DIGEST("digest"),
    BUYER_ORDER("buyer-order"),
    BUYER_TRANSFER("buyer-transfer"),
    /** The time to pay by transfer is nearly over; sent once, and only while nobody has paid. */
    BUYER_REMINDER("buyer-reminder"),
    BUYER_PAID("buyer-paid"),
    BUYER_SHIPPED("buyer-shipped"),
    BUYER_REFUNDED("buyer-refunded");

    private final String code;

    Occasion(String code) {
        this.code = code;
    }

    /** The buyer reads it, not the administrators. */
    public boolean isForBuyer() {
        return switch (this) {
            case BUYER_ORDER,
                    BUYER_TRANSFER,
                    BUYER_REMINDER,
                    BUYER_PAID,
                    BUYER_SHIPPED,
                    BUYER_REFUNDED ->
                    true;
            case ORDER_PLACED,
                    ORDER_RECEIVED,
                    PAYMENT_CONFIRMED,
                    PAYMENT_FAILED,
                    PAYMENT_EXPIRED,
                    PAYMENT_REFUNDED,
                    REFUND_FAILED,
                    PAYMENT_DISPUTED,
                    DAY_CLOSED,
                    GO_LIVE_WARNING,
                    DIGEST ->
                    false;
        };
    }

    /** Its stored name; also the prefix of its words in the templates. */
    public String code() {
        return code;
    }

    /** Empty if no occasion has that code. */
    public static Optional<Occasion> find(String code) {
        return Arrays.stream(values()).filter(known -> known.code.equals(code)).findFirst();
    }

    /**
     * Reads a list of codes, separated by commas; empty entries are skipped.
     *
     * @throws IllegalArgumentException naming the place of the wrong one and what there is
     */
    public static Set<Occasion> parse(String codes) {
        List<String> entries =
                Arrays.stream(codes.split(",", -1))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
        Set<Occasion> found = EnumSet.noneOf(Occasion.class);
        for (int i = 0; i < entries.size(); i++) {
            int place = i + 1;
            found.add(
                    find(entries.get(i))
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "entry " + place + " is none of " + codes())));
        }
        return found;
    }

    private static String codes() {
        return Arrays.stream(values()).map(Occasion::code).collect(Collectors.joining(", "));
    }
}
