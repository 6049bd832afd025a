package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.OrderForm;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Crowd;
import io.cashbell.endtoend.shop.Mailbox;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.SandboxControl;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.endtoend.shop.Tap;
import io.cashbell.endtoend.storm.EcpayStorm;
import io.cashbell.endtoend.storm.KakaopayStorm;
import io.cashbell.endtoend.storm.Storm;
import io.cashbell.endtoend.storm.WechatpayStorm;
import io.cashbell.local.process.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that can be said about a payment, said too often, in any order, and by liars too. */
@Tag("proof")
@ExtendWith(ShopExtension.class)
class CallbackStormIT {
    private static final int PAID = 200;

    /** Payments of which nothing but lies are told. */
    private static final int UNPAID = 20;

    private static final int CALLBACKS = 10_000;
    private static final int FORGED = CALLBACKS / 5;
    private static final int AT_ONCE = 32;
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final Shop shop;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();

    CallbackStormIT(Shop shop) {
        this.shop = shop;
    }

    /** Whose callbacks they are. */
    enum Gateway {
        ECPAY,
        KAKAOPAY,
        WECHATPAY;

        Storm<?> storm(SandboxControl sandbox) {
            return switch (this) {
                case ECPAY -> new EcpayStorm(sandbox);
                case KAKAOPAY -> new KakaopayStorm(sandbox);
                case WECHATPAY -> new WechatpayStorm(sandbox);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Gateway.class)
    @Tag("S1-8")
    @Tag("S2-22")
    @Tag("S2-26")
    void tenThousandCallbacksEndInTheLedgersState(Gateway gateway, TestReporter reporter) {
        var seed = Long.getLong("storm.seed", System.nanoTime());
        reporter.publishEntry("storm.seed", String.valueOf(seed));
        storm(gateway.storm(shop.sandbox()), seed, reporter);
    }

    private <P> void storm(Storm<P> storm, long seed, TestReporter reporter) {
        var random = new Random(seed);
        var all = Crowd.of(AT_ONCE, numbers(PAID + UNPAID), _ -> open(storm));
        var paid = Crowd.of(AT_ONCE, all.subList(0, PAID), one -> one.paidAt(storm));
        var unpaid = all.subList(PAID, all.size());

        try (var tap = shop.tapPaymentEvents()) {
            var callbacks = new ArrayList<Storm.Callback>();
            callbacks.addAll(storm.truths(payments(paid), CALLBACKS - FORGED, random));
            callbacks.addAll(storm.lies(payments(paid), payments(unpaid), FORGED, random));
            Collections.shuffle(callbacks, random);
            var begun = System.nanoTime();
            var wrong =
                    Crowd.of(AT_ONCE, callbacks, this::send).stream()
                            .filter(Sent::isAnsweredWrongly)
                            .limit(20)
                            .toList();
            var wrongLater = storm.wrongAnswers(payments(all));
            var took = Duration.ofNanos(System.nanoTime() - begun);
            reporter.publishEntry("storm.callbacks-per-second", perSecond(took));

            assertThat(callbacks).hasSize(CALLBACKS);
            assertThat(wrong).as("answers that are wrong, seed %d", seed).isEmpty();
            assertThat(wrongLater).as("answers that are wrong, seed %d", seed).isEmpty();
            assertThat(mostUnderWay).as("callbacks at a time").hasValue(AT_ONCE);
            assertThatTheShopIsAtOneWithTheLedger(storm, paid, unpaid, tap, seed);
        }
    }

    private <P> void assertThatTheShopIsAtOneWithTheLedger(
            Storm<P> storm, List<Waiting<P>> paid, List<Waiting<P>> unpaid, Tap tap, long seed) {
        var ids = ids(paid);
        var lied = ids(unpaid);
        Poll.until(SETTLED, "all orders are paid, seed " + seed, () -> haveStatus(paid, "paid"));
        Poll.until(
                SETTLED,
                "all payments are told, seed " + seed,
                () ->
                        tap.events("payment.confirmed.v1").stream()
                                        .map(Tap.Event::orderId)
                                        .distinct()
                                        .count()
                                >= PAID);
        Poll.until(SETTLED, "all mails are there, seed " + seed, () -> mailed(ids).size() >= PAID);
        // Whoever had more to tell or to mail would have done so by now.
        shop.awaitQuiet(SETTLED);

        var confirmed = tap.events("payment.confirmed.v1");
        assertThat(confirmed.stream().map(Tap.Event::id).distinct())
                .as("payments, copies of an event counted once, seed %d", seed)
                .hasSize(PAID);
        assertThat(confirmed.stream().map(Tap.Event::body).distinct())
                .as("copies are the same byte for byte, seed %d", seed)
                .hasSize(PAID);
        assertThat(confirmed.stream().map(CallbackStormIT::toldOf).distinct())
                .as("whose money, how much, by which number, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        paid.stream().map(each -> each.inLedgerOf(storm)).toList());
        assertThat(mailed(ids)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(haveStatus(paid, "paid")).as("still paid, seed %d", seed).isTrue();
        assertThat(unpaid)
                .as("nobody paid them, seed %d", seed)
                .allSatisfy(each -> assertThat(storm.ledger(each.payment()).isPaid()).isFalse());
        assertThat(haveStatus(unpaid, "created")).as("lied about, seed %d", seed).isTrue();
        assertThat(mailed(lied)).isEmpty();
        assertThat(tap.events("payment.disputed.v1")).isEmpty();
        for (var service : Service.values()) {
            assertThat(shop.deadLetters(service).size()).as("dead letters of %s", service).isZero();
        }
    }

    private static String toldOf(Tap.Event event) {
        var data = event.json().path("data");
        return "%s %s %s"
                .formatted(
                        event.orderId(),
                        data.at("/amount/amount").asText(),
                        data.path("gatewayTradeNo").asText());
    }

    private <P> boolean haveStatus(List<Waiting<P>> all, String status) {
        return all.stream()
                .allMatch(
                        each ->
                                each.buyer()
                                        .look(each.order())
                                        .path("status")
                                        .asText()
                                        .equals(status));
    }

    /** The orders whose payment the owner was told of, each as often as he was. */
    private List<String> mailed(Set<String> ids) {
        return shop.mailbox().all().stream()
                .filter(mail -> mail.to().equals(Shop.OWNER))
                .filter(Mailbox.Mail::tellsOfPayment)
                .map(Mailbox.Mail::orderId)
                .filter(ids::contains)
                .toList();
    }

    private <P> Waiting<P> open(Storm<P> storm) {
        var buyer = Buyer.in(shop);
        var order =
                buyer.place(
                        OrderForm.by(storm.method(), buyer.person())
                                .with(2, "tea-oolong")
                                .with(1, "tea-ruby-black"));
        return new Waiting<>(buyer, order, storm.open(buyer, order));
    }

    private Sent send(Storm.Callback callback) {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            return new Sent(callback.expected(), callback.sent().get());
        } finally {
            underWay.decrementAndGet();
        }
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static <P> List<P> payments(List<Waiting<P>> all) {
        return all.stream().map(Waiting::payment).toList();
    }

    private static <P> Set<String> ids(List<Waiting<P>> all) {
        return all.stream().map(each -> each.order().id()).collect(Collectors.toSet());
    }

    private static String perSecond(Duration took) {
        return String.valueOf(CALLBACKS * 1000L / Math.max(1, took.toMillis()));
    }

    /** An order whose buyer is at the gateway. */
    private record Waiting<P>(Buyer buyer, PlacedOrder order, P payment) {
        Waiting<P> paidAt(Storm<P> storm) {
            return new Waiting<>(buyer, order, storm.pay(payment));
        }

        String inLedgerOf(Storm<P> storm) {
            var line = storm.ledger(payment);
            return "%s %s %s"
                    .formatted(
                            order.id(), line.amount(), line.isPaid() ? line.number() : "not paid");
        }
    }

    private record Sent(String expected, String answer) {
        boolean isAnsweredWrongly() {
            return !answer.equals(expected);
        }
    }
}
