package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.CardAction.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the money of a card payment stands at a moment (section 7). It follows from the payment,
 * the actions and the closings since, so a moved clock moves it too.
 *
 * @param amount that was authorised
 * @param refunded of it, or given up before it was captured
 * @param since when this stage was reached
 * @param automatic a closing marked it, not the merchant
 */
record CardState(Stage stage, long amount, long refunded, Instant since, boolean automatic) {
    private static final Duration LATEST_CAPTURE = Duration.ofDays(21);
    private static final Duration GIVEN_UP = Duration.ofDays(90);

    enum Stage {
        AUTHORISED("已授權"),
        TO_BE_CAPTURED("要關帳"),
        CAPTURED("已關帳"),
        ABANDONED("已取消");

        private final String shown;

        Stage(String shown) {
            this.shown = shown;
        }

        /** As QueryTrade/V2 spells it. */
        String shown() {
            return shown;
        }

        /** As the control API spells it. */
        String spelled() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Empty unless it was paid by card. */
    static Optional<CardState> of(Trade trade, Closing closing, Instant now) {
        var payment = trade.payment();
        if (payment == null || !payment.choice().method().isCard()) {
            return Optional.empty();
        }
        // UnionPay is captured as soon as it is authorised.
        var stage = payment.choice().unionPay() ? Stage.TO_BE_CAPTURED : Stage.AUTHORISED;
        var state = new CardState(stage, payment.amount(), 0, payment.at(), false);
        for (var action : trade.actions()) {
            state = state.at(action.at(), closing).after(action);
        }
        return Optional.of(state.at(now, closing));
    }

    /** What a refund may still take. */
    long remaining() {
        return amount - refunded;
    }

    /** What the bank was or will be asked for. */
    long captured() {
        return stage == Stage.TO_BE_CAPTURED || stage == Stage.CAPTURED ? remaining() : 0;
    }

    /**
     * Why it cannot be done now; empty when it can.
     *
     * @param wanted in whole dollars
     */
    Optional<String> objection(Kind kind, long wanted, Trade trade, Closing closing, Instant now) {
        if (closing.isGoingOn(now)) {
            return Optional.of("error_closing");
        }
        return switch (kind) {
            case CAPTURE -> objectionToCapture(wanted, trade, now);
            case CANCEL_CAPTURE -> objectionToCancelling(wanted, trade, now);
            case ABANDON ->
                    stage != Stage.AUTHORISED
                            ? Optional.of("error_status_N")
                            : fullAmount(wanted, "error_amount_N");
            case REFUND -> objectionToRefund(wanted, trade);
        };
    }

    private Optional<String> objectionToCapture(long wanted, Trade trade, Instant now) {
        var payment = trade.payment();
        if (stage != Stage.AUTHORISED) {
            return Optional.of("error_status_C");
        }
        if (payment == null || now.isAfter(payment.at().plus(LATEST_CAPTURE))) {
            return Optional.of("error_overDay");
        }
        return fullAmount(wanted, "error_amount_C");
    }

    private Optional<String> objectionToCancelling(long wanted, Trade trade, Instant now) {
        var payment = trade.payment();
        if (stage != Stage.TO_BE_CAPTURED || payment == null || payment.choice().unionPay()) {
            return Optional.of("error_status_E");
        }
        if (automatic && now.isBefore(Closing.cancellable(since))) {
            return Optional.of("error_time_E");
        }
        return fullAmount(wanted, "error_amount_E");
    }

    private Optional<String> objectionToRefund(long wanted, Trade trade) {
        if (stage != Stage.TO_BE_CAPTURED && stage != Stage.CAPTURED) {
            return Optional.of("error_status_R");
        }
        var payment = trade.payment();
        boolean whole =
                trade.order().redeemsPoints()
                        || (payment != null && payment.choice().instalments() > 0);
        if (wanted < 1 || wanted > remaining() || (whole && wanted != amount)) {
            return Optional.of("error_amount_R");
        }
        boolean cancellable = payment != null && !payment.choice().unionPay();
        // Before the capture a whole amount is not refunded but given up: E, then N.
        return stage == Stage.TO_BE_CAPTURED && wanted == remaining() && cancellable
                ? Optional.of("error_amount_R")
                : Optional.empty();
    }

    /** The order's amount, or what earlier refunds left of it. */
    private Optional<String> fullAmount(long wanted, String otherwise) {
        return wanted == amount || wanted == remaining()
                ? Optional.empty()
                : Optional.of(otherwise);
    }

    private CardState after(CardAction action) {
        return switch (action.kind()) {
            case CAPTURE ->
                    new CardState(Stage.TO_BE_CAPTURED, amount, refunded, action.at(), false);
            case CANCEL_CAPTURE ->
                    new CardState(Stage.AUTHORISED, amount, refunded, action.at(), false);
            case ABANDON -> new CardState(Stage.ABANDONED, amount, amount, action.at(), false);
            case REFUND ->
                    new CardState(stage, amount, refunded + action.amount(), since, automatic);
        };
    }

    /** Two closings at most change anything. */
    private CardState at(Instant now, Closing closing) {
        var state = this;
        while (true) {
            var next = state.next(closing);
            if (next.isEmpty() || next.get().since().isAfter(now)) {
                return state;
            }
            state = next.get();
        }
    }

    private Optional<CardState> next(Closing closing) {
        return switch (stage) {
            case AUTHORISED ->
                    Optional.of(
                            closing.automatic()
                                    ? new CardState(
                                            Stage.TO_BE_CAPTURED,
                                            amount,
                                            refunded,
                                            Closing.after(since),
                                            true)
                                    : new CardState(
                                            Stage.ABANDONED,
                                            amount,
                                            amount,
                                            since.plus(GIVEN_UP),
                                            true));
            case TO_BE_CAPTURED ->
                    Optional.of(
                            new CardState(
                                    Stage.CAPTURED,
                                    amount,
                                    refunded,
                                    Closing.after(since),
                                    automatic));
            case CAPTURED, ABANDONED -> Optional.empty();
        };
    }

    /** What the shop gave back, the oldest first; giving up gives back whatever was left. */
    static List<CardAction> refunds(Trade trade) {
        var payment = trade.payment();
        long left = payment == null ? 0 : payment.amount();
        var refunds = new ArrayList<CardAction>();
        for (var action : trade.actions()) {
            if (action.kind() == Kind.REFUND) {
                left -= action.amount();
                refunds.add(action);
            } else if (action.kind() == Kind.ABANDON) {
                refunds.add(new CardAction(Kind.ABANDON, left, action.at()));
            }
        }
        return refunds;
    }
}
