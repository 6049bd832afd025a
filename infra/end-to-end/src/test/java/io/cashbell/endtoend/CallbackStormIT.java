package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.EcpayNotice;
import io.cashbell.endtoend.buyer.Forgery;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Crowd;
import io.cashbell.endtoend.shop.Mailbox;
import io.cashbell.endtoend.shop.Merchant;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.endtoend.shop.Tap;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything that can be said about a payment, said too often, in any order, and by liars too. */
@Tag("proof")
@ExtendWith(ShopExtension.class)
class CallbackStormIT {
    private static final int ORDERS = 200;
    private static final int CALLBACKS = 10_000;
    private static final int FORGED = CALLBACKS / 5;
    private static final int AT_ONCE = 32;

    /** One payment in four is first declined, and the decline may arrive later than the success. */
    private static final int DECLINED_EVERY = 4;

    private static final Duration SETTLED = Duration.ofSeconds(60);

    /** All that a liar learns, whatever the lie. */
    private static final String REFUSED = "400 0|Error";

    private final Shop shop;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();

    CallbackStormIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    @Tag("S1-8")
    @Tag("S2-22")
    @Tag("S2-26")
    void tenThousandCallbacksConfirmTwoHundredPaymentsOnceEach(TestReporter reporter) {
        var seed = Long.getLong("storm.seed", System.nanoTime());
        reporter.publishEntry("storm.seed", String.valueOf(seed));
        var random = new Random(seed);
        var waiting = Crowd.of(AT_ONCE, IntStream.range(0, ORDERS).boxed().toList(), this::open);

        try (var tap = shop.tapPaymentEvents()) {
            var storm = storm(waiting, random);
            var begun = System.nanoTime();
            var wrong =
                    Crowd.of(AT_ONCE, storm, this::send).stream()
                            .filter(Sent::isAnsweredWrongly)
                            .limit(20)
                            .toList();
            var took = Duration.ofNanos(System.nanoTime() - begun);
            reporter.publishEntry("storm.callbacks-per-second", perSecond(took));

            assertThat(wrong).as("answers that are wrong, seed %d", seed).isEmpty();
            assertThat(mostUnderWay).as("callbacks at a time").hasValue(AT_ONCE);
            assertThatAllArePaidOnce(waiting, tap, seed);
        }
    }

    private void assertThatAllArePaidOnce(List<Waiting> waiting, Tap tap, long seed) {
        var ids = waiting.stream().map(each -> each.order().id()).collect(Collectors.toSet());
        Poll.until(SETTLED, "all orders are paid, seed " + seed, () -> allPaid(waiting));
        Poll.until(
                SETTLED,
                "all payments are told, seed " + seed,
                () ->
                        tap.events("payment.confirmed.v1").stream()
                                        .map(Tap.Event::orderId)
                                        .distinct()
                                        .count()
                                >= ORDERS);
        Poll.until(
                SETTLED, "all mails are there, seed " + seed, () -> mailed(ids).size() >= ORDERS);
        // Whoever had more to tell or to mail would have done so by now.
        shop.awaitQuiet(SETTLED);

        var confirmed = tap.events("payment.confirmed.v1");
        assertThat(confirmed.stream().map(Tap.Event::orderId).distinct())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(confirmed.stream().map(Tap.Event::id).distinct())
                .as("payments, copies of an event counted once, seed %d", seed)
                .hasSize(ORDERS);
        assertThat(confirmed.stream().map(Tap.Event::body).distinct())
                .as("copies are the same byte for byte, seed %d", seed)
                .hasSize(ORDERS);
        assertThat(mailed(ids)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(allPaid(waiting)).as("all orders are still paid, seed %d", seed).isTrue();
        assertThat(tap.events("payment.disputed.v1")).isEmpty();
        for (var service : Service.values()) {
            assertThat(shop.deadLetters(service).size()).as("dead letters of %s", service).isZero();
        }
    }

    private boolean allPaid(List<Waiting> waiting) {
        return waiting.stream()
                .allMatch(
                        each ->
                                each.buyer()
                                        .look(each.order())
                                        .path("status")
                                        .asText()
                                        .equals("paid"));
    }

    /** The orders whose payment the owner was told of, each as often as he was. */
    private List<String> mailed(Set<String> ids) {
        return shop.mailbox().all().stream()
                .filter(Mailbox.Mail::tellsOfPayment)
                .map(Mailbox.Mail::orderId)
                .filter(ids::contains)
                .toList();
    }

    private Waiting open(int number) {
        var buyer = Buyer.in(shop);
        var order = buyer.place(buyer.someTea());
        var form = buyer.checkout(order);
        var tradeNo = "2611%012d".formatted(number);
        return new Waiting(
                buyer,
                order,
                EcpayNotice.paid(form, tradeNo).signedBy(Merchant.PUBLIC_TEST),
                EcpayNotice.failed(form, tradeNo).signedBy(Merchant.PUBLIC_TEST));
    }

    private static List<Callback> storm(List<Waiting> waiting, Random random) {
        var storm = new ArrayList<Callback>();
        for (var i = 0; i < CALLBACKS - FORGED; i++) {
            var about = i % ORDERS;
            var one = waiting.get(about);
            var isDecline = about % DECLINED_EVERY == 0 && i / ORDERS < 3;
            var notice = isDecline ? one.declined() : one.paid();
            if (i >= ORDERS && random.nextBoolean()) {
                notice = notice.repeated().signedBy(Merchant.PUBLIC_TEST);
            }
            // Half of the copies are the same byte for byte.
            storm.add(new Callback(random.nextBoolean() ? notice : notice.shuffled(random), true));
        }
        var ways = List.of(Forgery.values());
        for (var i = 0; i < FORGED; i++) {
            var about = random.nextInt(ORDERS);
            var genuine = waiting.get(about).paid();
            var another = waiting.get((about + 1) % ORDERS).paid();
            var forgery = ways.get(i % ways.size());
            storm.add(new Callback(forgery.of(genuine, another, random).shuffled(random), false));
        }
        Collections.shuffle(storm, random);
        return storm;
    }

    private Sent send(Callback callback) {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            var answer = callback.notice().send();
            return new Sent(callback, answer.status() + " " + answer.body());
        } finally {
            underWay.decrementAndGet();
        }
    }

    private static String perSecond(Duration took) {
        return String.valueOf(CALLBACKS * 1000L / Math.max(1, took.toMillis()));
    }

    /** An order whose buyer is at the gateway, and what ECPay may say of it. */
    private record Waiting(
            Buyer buyer, PlacedOrder order, EcpayNotice paid, EcpayNotice declined) {}

    private record Callback(EcpayNotice notice, boolean genuine) {}

    private record Sent(Callback callback, String answer) {
        boolean isAnsweredWrongly() {
            return !answer.equals(callback.genuine() ? "200 " + EcpayNotice.ACKNOWLEDGED : REFUSED);
        }
    }
}
