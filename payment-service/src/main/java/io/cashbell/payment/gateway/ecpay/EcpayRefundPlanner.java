package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.RefundStep;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.CardStanding;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * What ECPay allows now to give back a card payment: pages 16567 (states and actions), 45919 and
 * 22962 (instalments, points, UnionPay), and the digest of the manual for the hours. Nothing here
 * asks or changes anything.
 *
 * <p>Where the sources leave room, the safer reading: a whole refund of what is marked to be
 * captured is E then N only while nothing was given back of it, else it waits for the capture; a
 * UnionPay card always waits for it.
 */
final class EcpayRefundPlanner {

    static final String VOID = "void";
    static final String CANCEL_CAPTURE = "cancel-capture";
    static final String REFUND = "refund";

    /** Page 16567: do not call from 20:15 to 20:30, the daily closing. */
    private static final LocalTime CLOSING = LocalTime.of(20, 15);

    private static final LocalTime CLOSED = LocalTime.of(20, 30);

    /** A capture that the closing made is cancelled from then on, the next morning. */
    private static final LocalTime MORNING = LocalTime.of(6, 0);

    private EcpayRefundPlanner() {}

    /**
     * Amounts in whole dollars.
     *
     * @param total what was authorised
     * @param left of it before this refund
     * @param indivisible instalments or points
     */
    record Situation(
            CardStanding standing,
            long total,
            long left,
            long wanted,
            boolean indivisible,
            boolean unionPay) {

        boolean isWhole() {
            return wanted == total && left == total;
        }

        boolean isTheRest() {
            return wanted == left;
        }
    }

    static RefundPlan plan(Situation now, Instant at) {
        ZonedDateTime taipei = at.atZone(EcpayMessages.TAIPEI);
        if ((now.indivisible() || now.unionPay()) && !now.isWhole()) {
            return new RefundPlan.Never("whole-only", null);
        }
        if (isClosing(taipei.toLocalTime())) {
            return new RefundPlan.Wait(at(taipei, CLOSED), "closing");
        }
        return switch (now.standing().stage()) {
            case AUTHORISED ->
                    now.isWhole()
                            ? act(VOID, now)
                            : new RefundPlan.Wait(nextClosed(taipei), "not-captured-yet");
            case TO_BE_CAPTURED -> toBeCaptured(now, taipei);
            case CAPTURED -> act(REFUND, now);
            case ABANDONED ->
                    now.isWhole()
                            ? new RefundPlan.Back(at)
                            : new RefundPlan.ByHand("contradicts-our-record");
            case UNDOCUMENTED -> new RefundPlan.ByHand("card-state-unknown");
        };
    }

    private static RefundPlan toBeCaptured(Situation now, ZonedDateTime taipei) {
        if (now.unionPay() || (now.isTheRest() && !now.isWhole())) {
            return new RefundPlan.Wait(nextClosed(taipei), "waits-for-capture");
        }
        if (!now.isWhole()) {
            return act(REFUND, now);
        }
        LocalTime time = taipei.toLocalTime();
        if (time.isBefore(MORNING)) {
            return new RefundPlan.Wait(at(taipei, MORNING), "capture-not-cancellable-yet");
        }
        return time.isBefore(CLOSING)
                ? act(CANCEL_CAPTURE, now)
                : new RefundPlan.Wait(
                        at(taipei.plusDays(1), MORNING), "capture-not-cancellable-yet");
    }

    /** When the next closing will be over. */
    static Instant nextClosed(Instant at) {
        return nextClosed(at.atZone(EcpayMessages.TAIPEI));
    }

    private static Instant nextClosed(ZonedDateTime taipei) {
        return taipei.toLocalTime().isBefore(CLOSED)
                ? at(taipei, CLOSED)
                : at(taipei.plusDays(1), CLOSED);
    }

    private static boolean isClosing(LocalTime time) {
        return !time.isBefore(CLOSING) && time.isBefore(CLOSED);
    }

    private static Instant at(ZonedDateTime day, LocalTime time) {
        return day.with(time).toInstant();
    }

    private static RefundPlan act(String action, Situation now) {
        return new RefundPlan.Act(new RefundStep(action, now.standing().evidence()));
    }
}
