package io.cashbell.local.gateway.kakaopay;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What may happen to a payment, by the buyer's hand and by the shop's. */
final class Desk {
    private final Ledger ledger;
    private final Clock clock;
    private final Numbers numbers = new Numbers();

    /** Section 4; found to be in order, not yet to fit the payment. */
    record Approving(
            String cid,
            String tid,
            String partnerOrderId,
            String partnerUserId,
            String pgToken,
            @Nullable String payload,
            OptionalLong totalAmount) {}

    /**
     * Section 6.
     *
     * @param availableAmount what the shop believes can still be cancelled, before this
     */
    record Cancelling(
            String cid,
            String tid,
            long amount,
            long taxFreeAmount,
            OptionalLong vatAmount,
            OptionalLong availableAmount,
            @Nullable String payload) {}

    Desk(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    Payment open(Order order) {
        return ledger.open(new Entry.Opened(numbers.tid(), numbers.link(), order, clock.millis()));
    }

    /** The buyer sees the page; seeing it again changes nothing. */
    Payment show(Payment payment) {
        return buyer(
                payment,
                now ->
                        now.status() == Status.READY || now.status() == Status.SEND_TMS
                                ? Optional.of(new Entry.Moved(now.tid(), Status.OPEN_PAYMENT))
                                : Optional.empty());
    }

    /**
     * The buyer agrees.
     *
     * @param claimed what KakaoPay will say it took; null: what was asked for
     * @throws IllegalStateException when the buyer decided before, or too late
     */
    Payment authenticate(Payment payment, Method method, @Nullable Long claimed) {
        var allowed = payment.order().method();
        if (allowed != null && allowed != method) {
            throw new IllegalArgumentException(
                    "the shop allows " + allowed + " only: payment_method_type");
        }
        var amount = payment.order().amount();
        var taken =
                claimed == null || claimed == amount.total()
                        ? amount
                        : new Amount(claimed, 0, Amount.usualVat(claimed, 0), 0);
        return buyer(
                payment,
                now ->
                        Optional.of(
                                new Entry.Authenticated(
                                        now.tid(), numbers.pgToken(), method, taken)));
    }

    /**
     * The buyer gets as far as this, or gives up.
     *
     * @throws IllegalStateException when the buyer decided before, or too late
     */
    Payment move(Payment payment, Status status) {
        return buyer(payment, now -> Optional.of(new Entry.Moved(now.tid(), status)));
    }

    Payment approve(Approving request) {
        return shop(
                request.cid(),
                request.tid(),
                payment -> {
                    checkNames(payment, request);
                    var authentication = authenticated(payment);
                    if (!request.pgToken().equals(authentication.pgToken())) {
                        throw new RefusedException(Code.OTHER_TOKEN);
                    }
                    long total = payment.order().amount().total();
                    if (request.totalAmount().orElse(total) != total) {
                        throw new RefusedException(Code.WRONG_AMOUNT, "the order has " + total);
                    }
                    return new Entry.Approved(
                            payment.tid(),
                            numbers.aid(),
                            authentication.amount(),
                            request.payload(),
                            clock.millis());
                });
    }

    /** KakaoPay itself cannot take the money, for good. */
    void decline(String tid) {
        ledger.change(
                tid,
                payment ->
                        payment.status() == Status.AUTH_PASSWORD
                                ? Optional.of(new Entry.Moved(tid, Status.FAIL_PAYMENT))
                                : Optional.empty());
    }

    Payment cancel(Cancelling request) {
        return shop(
                request.cid(),
                request.tid(),
                payment ->
                        new Entry.Cancelled(
                                payment.tid(),
                                numbers.aid(),
                                part(payment, request),
                                request.payload(),
                                clock.millis()));
    }

    Payment find(String cid, String tid) {
        return own(cid, ledger.find(tid).orElseThrow(() -> new RefusedException(Code.NO_SUCH_TID)));
    }

    private Payment buyer(Payment payment, Function<Payment, Optional<Entry.Change>> step) {
        return ledger.change(
                        payment.tid(),
                        now -> {
                            if (now.isExpired(clock.instant())) {
                                throw new IllegalStateException(
                                        "payment " + now.tid() + " has expired");
                            }
                            if (!now.status().awaitsBuyer()) {
                                throw new IllegalStateException(
                                        "payment "
                                                + now.tid()
                                                + " is "
                                                + now.status()
                                                + " already");
                            }
                            return step.apply(now);
                        })
                .orElseThrow();
    }

    private Payment shop(String cid, String tid, Function<Payment, Entry.Change> step) {
        return ledger.change(tid, payment -> Optional.of(step.apply(own(cid, payment))))
                .orElseThrow(() -> new RefusedException(Code.NO_SUCH_TID));
    }

    private static Payment own(String cid, Payment payment) {
        if (!payment.order().cid().equals(cid)) {
            throw new RefusedException(Code.CID, "the payment is not of " + cid);
        }
        return payment;
    }

    private static void checkNames(Payment payment, Approving request) {
        if (!request.partnerOrderId().equals(payment.order().partnerOrderId())) {
            throw new RefusedException(Code.OTHER_ORDER);
        }
        if (!request.partnerUserId().equals(payment.order().partnerUserId())) {
            throw new RefusedException(Code.OTHER_USER);
        }
    }

    private Payment.Authentication authenticated(Payment payment) {
        if (payment.status().wasPaid()) {
            throw new RefusedException(Code.PAID_ALREADY);
        }
        if (payment.isExpired(clock.instant())) {
            throw new RefusedException(Code.EXPIRED);
        }
        if (payment.status().awaitsBuyer()) {
            throw new RefusedException(Code.NOT_AUTHENTICATED);
        }
        var authentication = payment.authentication();
        if (payment.status() != Status.AUTH_PASSWORD || authentication == null) {
            throw new RefusedException(Code.NOT_APPROVABLE, "it is " + payment.status());
        }
        return authentication;
    }

    /** What this cancellation takes of the rest, part by part. */
    private static Amount part(Payment payment, Cancelling request) {
        var approval = payment.approval();
        var rest = payment.rest();
        if (approval == null || rest.total() == 0) {
            throw new RefusedException(Code.NOT_CANCELLABLE, "it is " + payment.status());
        }
        if (request.amount() > approval.amount().total()) {
            throw new RefusedException(
                    Code.ABOVE_APPROVED, "approved was " + approval.amount().total());
        }
        if (request.amount() > rest.total()) {
            throw new RefusedException(Code.ABOVE_REST, "the rest is " + rest.total());
        }
        if (request.availableAmount().orElse(rest.total()) != rest.total()) {
            throw new RefusedException(
                    Code.AMOUNTS,
                    "cancel_available_amount is "
                            + request.availableAmount().getAsLong()
                            + " and the rest is "
                            + rest.total());
        }
        boolean whole = request.amount() == rest.total();
        if (rest.greenDeposit() > 0 && !whole) {
            throw new RefusedException(
                    Code.NOT_CANCELLABLE, "with a green_deposit only the whole is cancelled");
        }
        var part =
                new Amount(
                        request.amount(),
                        request.taxFreeAmount(),
                        request.vatAmount()
                                .orElse(Amount.usualVat(request.amount(), request.taxFreeAmount())),
                        whole ? rest.greenDeposit() : 0);
        if (!part.addsUp() || !rest.minus(part).addsUp()) {
            throw new RefusedException(Code.AMOUNTS, explain(part, rest));
        }
        return part;
    }

    private static String explain(Amount part, Amount rest) {
        return "cancelling %d, of it cancel_tax_free_amount %d and cancel_vat_amount %d, does not fit the rest of %d, of it tax_free %d and vat %d"
                .formatted(
                        part.total(),
                        part.taxFree(),
                        part.vat(),
                        rest.total(),
                        rest.taxFree(),
                        rest.vat());
    }
}
