package io.cashbell.payment.callback;

import static io.cashbell.payment.CallbackCheck.fails;
import static io.cashbell.payment.CallbackCheck.holds;
import static io.cashbell.payment.CallbackCheck.notChecked;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.CallbackCheck;
import io.cashbell.payment.Claim;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentState;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.callback.TakeMoney.Taking.Taken;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.RefusalReason;
import io.cashbell.payment.settlement.SettleNotice;
import io.cashbell.payment.settlement.Settlement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checks of a callback in plain words, for whoever looks at it; decides nothing. */
final class CallbackChecks {

    private static final List<String> AFTER_THE_SIGNATURE =
            List.of("merchant", "environment", "record", "amount", "currency", "state");

    private CallbackChecks() {}

    /** Of one that was not verified: nothing after the signature was looked at. */
    static List<CallbackCheck> refused(RefusalReason reason) {
        boolean isSigned = reason == RefusalReason.UNREADABLE || reason == RefusalReason.SEALED;
        return Stream.concat(
                        Stream.of(
                                isSigned
                                        ? holds("signature", words(reason))
                                        : fails("signature", words(reason))),
                        AFTER_THE_SIGNATURE.stream()
                                .map(name -> notChecked(name, "nothing in it is believed")))
                .toList();
    }

    /** Of one that is genuine and about something that needs nothing from us. */
    static List<CallbackCheck> ignored(String kind) {
        return List.of(
                holds("signature", "it was made with our keys"),
                notChecked("record", "it is about " + kind + ", which bears on no payment"));
    }

    /**
     * Of one that was verified.
     *
     * @param payment as it stands after it was settled; empty where there is none
     */
    static List<CallbackCheck> verified(
            GatewayNotice notice, Optional<Payment> payment, Settlement settlement) {
        return Stream.concat(
                        Stream.of(
                                holds("signature", "it was made with our keys"),
                                environment(notice)),
                        payment.map(ours -> againstOurRecord(notice, ours, settlement).stream())
                                .orElseGet(() -> withoutRecord(notice)))
                .toList();
    }

    /** Of one that changed the payment: the write itself compared everything. */
    static List<CallbackCheck> applied(GatewayNotice notice, Settlement settlement) {
        Claim claim = notice.claim();
        return List.of(
                holds("signature", "it was made with our keys"),
                environment(notice),
                holds("record", "attempt " + claim.attempt() + " is ours"),
                holds("merchant", claim.merchant() + " is the attempt's"),
                holds("amount", claim.amount().decimal() + " is the order's total"),
                holds("currency", currency(claim.amount()) + " is the order's"),
                holds("state", CallbackWords.change(settlement)));
    }

    /**
     * Of a browser that came back with a buyer's consent: nothing of it is signed, so the gateway
     * was asked by a call of our own, whose answer was compared.
     *
     * @param payment as it stands after that; not looked at where the answer changed it
     */
    static List<CallbackCheck> taken(Taken taken, Supplier<Optional<Payment>> payment) {
        Claim claim = SettleNotice.claim(taken.payment(), taken.attempt(), taken.answer());
        GatewayNotice notice =
                new GatewayNotice(taken.payment().orderId(), claim, false, taken.answer());
        List<CallbackCheck> checks =
                taken.settlement().hasChangedThePayment()
                        ? applied(notice, taken.settlement())
                        : verified(notice, payment.get(), taken.settlement());
        return Stream.concat(
                        Stream.of(
                                notChecked(
                                        "signature",
                                        "a return is not signed: the gateway was asked by us")),
                        checks.stream().skip(1))
                .toList();
    }

    /** Of a browser that came back and asked for nothing that there was to be done. */
    static List<CallbackCheck> returned(String words) {
        return List.of(
                notChecked("signature", "a return is not signed: nothing in it is believed"),
                notChecked("state", words));
    }

    private static CallbackCheck environment(GatewayNotice notice) {
        return notice.simulated()
                ? fails("environment", "it is simulated: no money moved")
                : holds("environment", "it is not simulated");
    }

    private static Stream<CallbackCheck> withoutRecord(GatewayNotice notice) {
        return Stream.concat(
                Stream.of(
                        fails(
                                "record",
                                notice.orderId() == null
                                        ? "it names no order"
                                        : "there is no payment of order " + notice.orderId())),
                Stream.of("merchant", "amount", "currency", "state")
                        .map(name -> notChecked(name, "there is nothing to compare with")));
    }

    private static List<CallbackCheck> againstOurRecord(
            GatewayNotice notice, Payment ours, Settlement settlement) {
        Claim claim = notice.claim();
        @Nullable Attempt attempt = ours.attempts().get(claim.attempt());
        Money amount = claim.amount();
        return List.of(
                attempt == null
                        ? fails("record", claim.attempt() + " is no attempt of this payment")
                        : holds("record", "attempt " + claim.attempt() + " is ours"),
                attempt == null
                        ? notChecked("merchant", "there is no attempt to compare with")
                        : compare("merchant", claim.merchant(), attempt.merchant()),
                compare("amount", amount.decimal(), ours.amount().decimal()),
                compare("currency", currency(amount), currency(ours.amount())),
                state(notice, ours.state(), settlement));
    }

    private static CallbackCheck compare(String name, String claimed, String ours) {
        return claimed.equals(ours)
                ? holds(name, claimed + " is ours too")
                : fails(name, claimed + " is claimed, ours is " + ours);
    }

    private static CallbackCheck state(
            GatewayNotice notice, PaymentState state, Settlement settlement) {
        String words = "the payment " + words(state) + ": " + CallbackWords.change(settlement);
        boolean fits =
                settlement.isAcknowledged()
                        && settlement != Settlement.SECOND_PAYMENT
                        && settlement != Settlement.LATE_PAYMENT
                        && !(notice.answer() instanceof GatewayAnswer.Unknown);
        return fits ? holds("state", words) : fails("state", words);
    }

    private static String currency(Money amount) {
        return amount.currency().getCurrencyCode();
    }

    private static String words(PaymentState state) {
        return switch (state) {
            case AwaitingCustomer _ -> "awaits the buyer";
            case AwaitingTransfer _ -> "awaits a transfer";
            case Confirmed paid ->
                    "is confirmed by attempt " + paid.attempt() + ", " + paid.reference();
            case Failed _ -> "has failed so far";
            case Expired _ -> "has expired";
            case Cancelled _ -> "was called off";
        };
    }

    private static String words(RefusalReason reason) {
        return switch (reason) {
            case CONTENT_TYPE -> "it is not of the type that this gateway sends";
            case MALFORMED -> "it cannot be read as this gateway writes";
            case REPEATED_NAME -> "a name occurs twice, so that it could be read in two ways";
            case AMBIGUOUS_VALUE -> "a value could be read as more fields than were signed";
            case NO_SIGNATURE -> "it has no signature";
            case BAD_SIGNATURE -> "the signature is not that of what came";
            case PROBE -> "it is the gateway's own test whether a wrong signature is noticed";
            case STALE -> "it was signed more than five minutes ago, or ahead of time";
            case UNKNOWN_KEY -> "it was signed with a key that is not known here";
            case SEALED -> "its signature holds, but no key of ours opens what is sealed in it";
            case TOO_LARGE -> "it is larger than anything that this gateway sends";
            case UNREADABLE -> "it is signed with our keys, but is no notice as documented";
        };
    }
}
