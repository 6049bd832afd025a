package io.cashbell.payment;

import java.util.Map;

/**
 * Plain words for the shop, for each code that a refund may carry. {@code {action}} in them stands
 * for the gateway's call.
 */
public final class RefundWords {

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("", "Waiting for its turn."),
                    Map.entry("waiting", "Waiting for its turn."),
                    Map.entry("can-be-done", "Can be done now: {action}."),
                    Map.entry("asking-gateway", "The gateway is being asked: {action}."),
                    Map.entry(
                            "answer-lost",
                            "The gateway's answer was lost: it is asked what became of the money, and the"
                                    + " call is not made again before that is known."),
                    Map.entry(
                            "accepted",
                            "The gateway has taken it on and has not carried it out yet."),
                    Map.entry("back", "The money is back."),
                    Map.entry(
                            "not-paid",
                            "The payment is not confirmed: there is nothing to give back."),
                    Map.entry(
                            "above-the-rest",
                            "More than is left of the payment, counting refunds that are under way."),
                    Map.entry("other-currency", "The payment is in another currency."),
                    Map.entry("too-many-refunds", "This payment has as many refunds as are kept."),
                    Map.entry(
                            "no-refund-by-gateway",
                            "The gateway cannot give money back for this method: transfer it to the buyer by"
                                    + " hand, then mark it done."),
                    Map.entry(
                            "no-such-gateway",
                            "The account that took the money is not configured here: give it back in the"
                                    + " gateway's console, then mark it done."),
                    Map.entry(
                            "card-unknown",
                            "The gateway's number of the card authorisation is not known: give the money back"
                                    + " in ECPay's console, then mark it done."),
                    Map.entry(
                            "no-credit-check-code",
                            "ECPAY_CREDIT_CHECK_CODE is not set, so the card's state cannot be asked for: give"
                                    + " the money back in ECPay's console, then mark it done."),
                    Map.entry(
                            "card-state-unknown",
                            "ECPay's state of the card payment is none that its documents know: look in its"
                                    + " console."),
                    Map.entry(
                            "closing",
                            "ECPay closes its day from 20:15 to 20:30 in Taiwan; tried again after that."),
                    Map.entry(
                            "not-captured-yet",
                            "The card is authorised and not charged yet; a part can be given back once the next"
                                    + " closing has captured it."),
                    Map.entry(
                            "capture-not-cancellable-yet",
                            "A capture that ECPay made in the evening can be cancelled from six the next"
                                    + " morning."),
                    Map.entry(
                            "waits-for-capture",
                            "Marked to be captured; given back once the next closing has captured it."),
                    Map.entry(
                            "whole-only",
                            "Instalments, points and UnionPay are given back as a whole or not at all."),
                    Map.entry(
                            "cancel-capture",
                            "The capture is called off; the authorisation is given up next."),
                    Map.entry(
                            "not-voided",
                            "The capture was called off, but ECPay would not give up the authorisation: finish in"
                                    + " its console, then mark it done."),
                    Map.entry(
                            "not-found-at-gateway",
                            "A call's answer was lost and the gateway shows no refund: look in its console"
                                    + " before anything is done twice."),
                    Map.entry(
                            "contradicts-our-record",
                            "The gateway's figures fit neither a refund nor none: look in its console."),
                    Map.entry(
                            "took-too-long",
                            "Tried for days without success: give the money back in the gateway's console, then"
                                    + " mark it done."),
                    Map.entry(
                            "found-at-gateway",
                            "The gateway gave this back, and nobody here asked for it: look in its console. Mark it"
                                    + " done if that is so; give it up if the money is still there."),
                    Map.entry("gateway-silent", "The gateway did not answer; tried again."),
                    Map.entry(
                            "another-is-under-way", "Another refund of this payment is under way."),
                    Map.entry(
                            "refund-abnormal",
                            "WeChat Pay cannot reach the buyer's account: give the money back by the"
                                    + " merchant platform's \"abnormal refund\", then mark it done."),
                    Map.entry(
                            "refund-closed",
                            "WeChat Pay has closed the refund: nothing was given back."),
                    Map.entry(
                            "refused-without-proof",
                            "WeChat Pay refused in words that nobody signed: look in the merchant platform,"
                                    + " give the money back there, then mark it done."),
                    Map.entry(
                            "too-old-to-refund",
                            "The payment is older than the gateway gives back: transfer the money to the"
                                    + " buyer by hand, then mark it done."),
                    Map.entry(
                            "too-many-at-gateway",
                            "The gateway allows no more refunds of this payment: transfer the money to the"
                                    + " buyer by hand, then mark it done."),
                    Map.entry(
                            "gateway-pause",
                            "The gateway wants a pause between two refunds of one payment."),
                    Map.entry("refused", "The gateway refused."),
                    Map.entry("refused-amount", "The gateway refused the amount."),
                    Map.entry(
                            "refused-balance",
                            "The shop's balance at the gateway does not suffice."),
                    Map.entry("refused-state", "The gateway's state does not allow a refund."),
                    Map.entry("second-payment", "The buyer paid twice."),
                    Map.entry(
                            "payment-after-expiry", "The money came after the order had expired."),
                    Map.entry(
                            "payment-after-cancellation",
                            "The money came after the order had been called off."));

    private RefundWords() {}

    /** The words for {@code code}; the code itself where it has none. */
    public static String of(String code) {
        return WORDS.getOrDefault(code, code);
    }
}
