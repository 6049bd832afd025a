package io.cashbell.payment.callback;

import io.cashbell.payment.CallbackCheck;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.KeptCallback.Evidence;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.gateway.Exhibit;
import io.cashbell.payment.gateway.GatewayCallback;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.settlement.Settlement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was verified, as it is kept. */
final class KeptNotice {

    private KeptNotice() {}

    /**
     * Settled, or not settled where {@code settlement} is null.
     *
     * @param text the notice as a replay reads it
     */
    static KeptCallback settled(
            CallbackId id,
            GatewayCallback callback,
            @Nullable OrderId orderId,
            String text,
            @Nullable Settlement settlement,
            List<CallbackCheck> checks,
            Exhibit exhibit) {
        return kept(
                id,
                callback,
                orderId,
                settlement == null ? "not-settled" : settlement.label(),
                settlement != null && settlement.isAcknowledged(),
                settlement == null
                        ? "not known: the gateway will repeat it"
                        : CallbackWords.change(settlement),
                checks,
                exhibit,
                callback.seal(text).map(seal -> new Evidence(text, seal)).orElse(null));
    }

    /** Nothing that bears on a payment, or that can be read. */
    static KeptCallback unused(
            CallbackId id,
            GatewayCallback callback,
            String outcome,
            boolean acknowledged,
            List<CallbackCheck> checks,
            Exhibit exhibit) {
        return kept(
                id,
                callback,
                null,
                outcome,
                acknowledged,
                CallbackWords.NOTHING,
                checks,
                exhibit,
                null);
    }

    /**
     * A buyer's browser that came back; nothing in it can be replayed.
     *
     * @param orderId null where nothing in it is believed
     */
    static KeptCallback returned(
            CallbackId id,
            GatewayName gateway,
            @Nullable OrderId orderId,
            String outcome,
            boolean acknowledged,
            String change,
            List<CallbackCheck> checks,
            Exhibit exhibit) {
        return new KeptCallback(
                id,
                gateway.path(),
                orderId,
                outcome,
                acknowledged,
                change,
                checks,
                exhibit.parts(),
                exhibit.cut(),
                null,
                null,
                0);
    }

    private static KeptCallback kept(
            CallbackId id,
            GatewayCallback callback,
            @Nullable OrderId orderId,
            String outcome,
            boolean acknowledged,
            String change,
            List<CallbackCheck> checks,
            Exhibit exhibit,
            @Nullable Evidence evidence) {
        return new KeptCallback(
                id,
                callback.name().path(),
                orderId,
                outcome,
                acknowledged,
                change,
                checks,
                exhibit.parts(),
                exhibit.cut(),
                evidence,
                null,
                0);
    }
}
