package io.cashbell.payment.gateway.kakaopay;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Capture;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderedItem;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.gateway.ApprovingGateway;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayAccount;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.RefundingGateway;
import io.cashbell.payment.gateway.SessionAnswer;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Approve;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Approved;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Given;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Identity;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Order;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Other;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Standing;
import io.cashbell.payment.gateway.kakaopay.KakaopayReadyMessages.Prepared;
import io.cashbell.payment.gateway.kakaopay.KakaopayReadyMessages.Price;
import io.cashbell.payment.gateway.kakaopay.KakaopayReadyMessages.Ready;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Sends buyers to KakaoPay and takes the money when they come back. */
@Singleton
@Requires(bean = KakaopayConfig.class)
class KakaopayGateway implements ApprovingGateway, RefundingGateway {

    /** So long a tid and its page live. */
    private static final Duration PAGE_LIVES = Duration.ofMinutes(15);

    private static final int TOO_OFTEN = 429;

    private final KakaopayConfig config;
    private final KakaopayClient client;
    private final KakaopayRefunds refunds;
    private final ShopAddresses addresses;
    private final Clock clock;

    KakaopayGateway(
            KakaopayConfig config,
            KakaopayClient client,
            KakaopayRefunds refunds,
            ShopAddresses addresses,
            Clock clock) {
        this.config = config;
        this.client = client;
        this.refunds = refunds;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public GatewayName name() {
        return GatewayName.KAKAOPAY;
    }

    @Override
    public Set<PaymentMethod> methods() {
        return Set.of(PaymentMethod.KAKAOPAY);
    }

    @Override
    public String merchant() {
        return config.cid();
    }

    /** Whole won, which have no minor unit, between the account's limits. */
    @Override
    public boolean takes(PaymentMethod method, Money amount) {
        return methods().contains(method)
                && amount.currency().getCurrencyCode().equals("KRW")
                && amount.minorUnits() >= config.leastWon()
                && amount.minorUnits() <= config.mostWon();
    }

    @Override
    public boolean givesSessions() {
        return true;
    }

    @Override
    public SessionAnswer open(Payment payment, Attempt attempt, Device device) {
        if (!takes(payment.methodOf(attempt), payment.amount())) {
            throw new IllegalArgumentException("KakaoPay cannot charge " + payment.amount());
        }
        Ready ready =
                new Ready(
                        attempt.merchant(),
                        attempt.number().value(),
                        user(payment),
                        KakaopayItemName.of(payment.items(), payment.locale()),
                        Math.max(1, pieces(payment)),
                        // Nothing that this shop sells is free of tax.
                        Price.of(payment.amount().minorUnits(), 0),
                        back("approve", payment, attempt),
                        back("cancel", payment, attempt),
                        back("fail", payment, attempt));
        try {
            return switch (client.ready(ready)) {
                case Given<Prepared>(var prepared) -> opened(prepared, device);
                case Other<Prepared>(var status, var code) ->
                        status >= 400 && status < 500 && status != TOO_OFTEN
                                ? new SessionAnswer.Refused(KakaopayStatus.refusal(code), code)
                                : new SessionAnswer.Unreachable();
            };
        } catch (NoAnswerException dead) {
            return new SessionAnswer.Unreachable();
        }
    }

    private SessionAnswer opened(Prepared prepared, Device device) {
        return new SessionAnswer.Opened(
                new GatewayPage.Redirect(prepared.pageFor(device)),
                // From when we heard of it, which is later than KakaoPay counts from.
                new GatewaySession(prepared.tid(), null, now().plus(PAGE_LIVES)));
    }

    @Override
    public Approval approve(Payment payment, Attempt attempt, String proof) {
        GatewaySession session = attempt.session();
        if (session == null) {
            return new Approval.Asked(new GatewayAnswer.Unknown("no-session"));
        }
        Approve approve =
                new Approve(
                        attempt.merchant(),
                        session.reference(),
                        attempt.number().value(),
                        user(payment),
                        proof,
                        payment.amount().minorUnits());
        try {
            return new Approval.Asked(
                    switch (client.approve(approve)) {
                        case Given<Approved>(var approved) ->
                                approved.identity().equals(identity(payment, attempt, session))
                                        ? KakaopayStatus.paid(
                                                "approved",
                                                session.reference(),
                                                approved.total(),
                                                KakaopayMessages.instant(approved.approvedAt())
                                                        .orElseGet(this::now))
                                        : new GatewayAnswer.Unknown("not-ours");
                        // Also a 4xx: -702 is money already, -785 may be.
                        case Other<Approved>(_, var code) -> new GatewayAnswer.Unknown(code);
                    });
        } catch (NoAnswerException unknown) {
            return unknown.wasSent()
                    ? new Approval.Asked(new GatewayAnswer.Unknown("no-answer"))
                    : new Approval.NotSent();
        }
    }

    @Override
    public GatewayAnswer query(Payment payment, Attempt attempt) {
        return account(payment, attempt).answer();
    }

    @Override
    public GatewayAccount account(Payment payment, Attempt attempt) {
        GatewaySession session = attempt.session();
        if (session == null) {
            return new GatewayAccount(neverOpened(attempt), null);
        }
        try {
            return switch (client.order(new Order(attempt.merchant(), session.reference()))) {
                case Given<Standing>(var standing) ->
                        standing.identity().equals(identity(payment, attempt, session))
                                ? new GatewayAccount(
                                        KakaopayStatus.of(
                                                standing.status(),
                                                session.reference(),
                                                standing.total(),
                                                KakaopayMessages.instant(standing.approvedAt())
                                                        .orElseGet(this::now),
                                                status -> open(attempt, session, status)),
                                        standing.givenBack())
                                : unknown("not-ours");
                case Other<Standing>(_, var code) -> unknown(code);
            };
        } catch (NoAnswerException unknown) {
            return unknown("no-answer");
        }
    }

    private static GatewayAccount unknown(String code) {
        return new GatewayAccount(new GatewayAnswer.Unknown(code), null);
    }

    @Override
    public RefundPlan plan(Payment payment, Capture capture, Refund refund) {
        return refunds.plan(payment, capture, refund);
    }

    @Override
    public RefundAnswer refund(Payment payment, Capture capture, Refund refund, RefundStep step) {
        return refunds.cancel(payment, capture, refund, step);
    }

    @Override
    public RefundAnswer standing(Payment payment, Capture capture, Refund refund, RefundStep step) {
        return refunds.standing(payment, capture, refund, step);
    }

    /** Without a tid no buyer ever saw a page; for a while one may still be on its way to us. */
    private GatewayAnswer neverOpened(Attempt attempt) {
        return now().isAfter(attempt.startedAt().plus(PAGE_LIVES))
                ? new GatewayAnswer.Unused("no-tid")
                : new GatewayAnswer.Pending("no-tid");
    }

    /** Whose agreement was brought back, and came to nothing, is told so; nobody else tried. */
    private GatewayAnswer open(Attempt attempt, GatewaySession session, String status) {
        if (!isOver(attempt, session)) {
            return new GatewayAnswer.Pending(status);
        }
        return attempt.claimedAt() == null
                ? new GatewayAnswer.Unused(status)
                : new GatewayAnswer.Declined("expired", status);
    }

    /** An approval that was claimed in the last moment may be about to begin, or at work. */
    private boolean isOver(Attempt attempt, GatewaySession session) {
        Instant now = now();
        Instant claimedAt = attempt.claimedAt();
        return now.isAfter(session.expiresAt())
                && (claimedAt == null
                        || now.isAfter(
                                claimedAt
                                        .plus(BEGUN_WITHIN)
                                        .plus(config.timeout().multipliedBy(2))));
    }

    private static Identity identity(Payment payment, Attempt attempt, GatewaySession session) {
        return new Identity(
                attempt.merchant(), session.reference(), attempt.number().value(), user(payment));
    }

    /** Whoever buys is nobody to KakaoPay but the order. */
    static String user(Payment payment) {
        return "order-" + payment.orderId().value();
    }

    private static long pieces(Payment payment) {
        return payment.items().stream().mapToLong(OrderedItem::quantity).sum();
    }

    private URI back(String kind, Payment payment, Attempt attempt) {
        // Neither holds anything that a query would have to escape.
        return URI.create(
                addresses.callback(name().path(), kind)
                        + "?order="
                        + payment.orderId()
                        + "&attempt="
                        + attempt.number());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
