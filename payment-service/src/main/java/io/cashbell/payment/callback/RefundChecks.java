package io.cashbell.payment.callback;

import static io.cashbell.payment.CallbackCheck.fails;
import static io.cashbell.payment.CallbackCheck.holds;
import static io.cashbell.payment.CallbackCheck.notChecked;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.CallbackCheck;
import io.cashbell.payment.Capture;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Refund;
import io.cashbell.payment.gateway.GatewayRefundNotice;
import io.cashbell.payment.refund.SettleRefundNotice;
import io.cashbell.payment.settlement.Settlement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checks of a refund's notice in plain words; decides nothing. */
final class RefundChecks {

    private static final CallbackCheck SIGNED =
            holds("signature", "it was made with the gateway's keys");

    private RefundChecks() {}

    /**
     * @param payment as it stands after the notice was settled; empty where there is none
     * @param settlement null where nobody knows whether it was
     */
    static List<CallbackCheck> of(
            GatewayRefundNotice notice,
            Optional<Payment> payment,
            @Nullable Settlement settlement) {
        if (settlement == null) {
            return List.of(SIGNED);
        }
        Refund refund =
                payment.flatMap(ours -> SettleRefundNotice.named(ours, notice.number()))
                        .orElse(null);
        Capture capture =
                refund == null
                        ? null
                        : payment.flatMap(ours -> ours.captureOf(refund)).orElse(null);
        if (payment.isEmpty() || refund == null || capture == null) {
            return Stream.concat(
                            Stream.of(
                                    SIGNED,
                                    fails(
                                            "record",
                                            notice.number() + " is no refund that we asked for")),
                            Stream.of("merchant", "amount", "currency", "state")
                                    .map(
                                            name ->
                                                    notChecked(
                                                            name,
                                                            "there is nothing to compare with")))
                    .toList();
        }
        return List.of(
                SIGNED,
                record(notice, refund, capture),
                merchant(notice, payment.get().attempts().get(capture.attempt())),
                compare(
                        "amount",
                        figures(notice.amount(), notice.total()),
                        figures(refund.amount(), capture.amount())),
                compare(
                        "currency",
                        notice.amount().currency().getCurrencyCode(),
                        refund.amount().currency().getCurrencyCode()),
                state(refund, settlement));
    }

    private static CallbackCheck record(
            GatewayRefundNotice notice, Refund refund, Capture capture) {
        boolean isOfTheMoney =
                notice.attempt().equals(capture.attempt())
                        && (notice.reference() == null
                                || notice.reference().equals(capture.reference()));
        return isOfTheMoney
                ? holds("record", "refund " + refund.id() + " is ours")
                : fails("record", "refund " + refund.id() + " is of other money");
    }

    private static CallbackCheck merchant(GatewayRefundNotice notice, @Nullable Attempt attempt) {
        return attempt != null && SettleRefundNotice.isOf(notice.merchant(), attempt)
                ? holds("merchant", notice.merchant() + " is ours too")
                : fails("merchant", notice.merchant() + " did not take this money");
    }

    private static String figures(Money part, Money whole) {
        return part.decimal() + " of " + whole.decimal();
    }

    private static CallbackCheck compare(String name, String claimed, String ours) {
        return claimed.equals(ours)
                ? holds(name, claimed + " is ours too")
                : fails(name, claimed + " is claimed, ours is " + ours);
    }

    private static CallbackCheck state(Refund refund, Settlement settlement) {
        String words =
                "the refund is "
                        + refund.state().getClass().getSimpleName().toLowerCase(Locale.ROOT)
                        + ": "
                        + CallbackWords.change(settlement);
        return settlement.isAcknowledged() && settlement != Settlement.REFUND_CONTRADICTED
                ? holds("state", words)
                : fails("state", words);
    }
}
