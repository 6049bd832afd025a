package io.cashbell.local.gateway.kakaopay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One payment at KakaoPay.
 *
 * @param tid KakaoPay's number, 20 characters
 * @param link the secret part of the addresses that a buyer is sent to
 * @param authentication the buyer agreed
 * @param approval the shop took the money
 * @param cancellations the oldest first
 */
record Payment(
        String tid,
        String link,
        Order order,
        Instant createdAt,
        Status status,
        @Nullable Authentication authentication,
        @Nullable Approval approval,
        List<Cancellation> cancellations) {
    /** Section 2. */
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /**
     * @param pgToken travels through the buyer's browser; whoever approves must show it
     * @param amount what KakaoPay will claim to have taken; not the order's when a test wants so
     */
    record Authentication(String pgToken, Method method, Amount amount) {}

    record Approval(String aid, Amount amount, @Nullable String payload, Instant at) {}

    record Cancellation(String aid, Amount amount, @Nullable String payload, Instant at) {}

    static Payment of(Entry.Opened opened) {
        return new Payment(
                opened.tid(),
                opened.link(),
                opened.order(),
                Instant.ofEpochMilli(opened.at()),
                Status.READY,
                null,
                null,
                List.of());
    }

    Payment after(Entry.Change change) {
        return switch (change) {
            case Entry.Moved(_, var moved) -> with(moved, authentication, approval, cancellations);
            case Entry.Authenticated(_, var token, var method, var amount) ->
                    with(
                            Status.AUTH_PASSWORD,
                            new Authentication(token, method, amount),
                            approval,
                            cancellations);
            case Entry.Approved(_, var aid, var amount, var payload, var at) ->
                    with(
                            Status.SUCCESS_PAYMENT,
                            authentication,
                            new Approval(aid, amount, payload, Instant.ofEpochMilli(at)),
                            cancellations);
            case Entry.Cancelled(_, var aid, var amount, var payload, var at) ->
                    with(
                            amount.total() == rest().total()
                                    ? Status.CANCEL_PAYMENT
                                    : Status.PART_CANCEL_PAYMENT,
                            authentication,
                            approval,
                            Stream.concat(
                                            cancellations.stream(),
                                            Stream.of(
                                                    new Cancellation(
                                                            aid,
                                                            amount,
                                                            payload,
                                                            Instant.ofEpochMilli(at))))
                                    .toList());
        };
    }

    Instant expiresAt() {
        return createdAt.plus(LIFE);
    }

    boolean isExpired(Instant now) {
        return status.isPending() && !now.isBefore(expiresAt());
    }

    /** What the shop took, or would take. */
    Amount amount() {
        return approval == null ? order.amount() : approval.amount();
    }

    Amount cancelled() {
        return cancellations.stream().map(Cancellation::amount).reduce(Amount.NONE, Amount::plus);
    }

    /** What is paid and not given back. */
    Amount rest() {
        return approval == null ? Amount.NONE : approval.amount().minus(cancelled());
    }

    /** {@code 2026-01-01T09:30:00} on Korea's clocks; the documents name no zone. */
    static String time(Instant at) {
        return TIME.format(at.atZone(KOREA));
    }

    private Payment with(
            Status changed,
            @Nullable Authentication authenticated,
            @Nullable Approval approved,
            List<Cancellation> cancelled) {
        return new Payment(
                tid, link, order, createdAt, changed, authenticated, approved, cancelled);
    }
}
