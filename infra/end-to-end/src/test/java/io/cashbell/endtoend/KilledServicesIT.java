package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.PersistentBuyer;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Crowd;
import io.cashbell.endtoend.shop.Mailbox.Mail;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.endtoend.shop.Tap;
import io.cashbell.local.process.Service;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service dies without a word while two hundred orders are under way, and comes back. */
@ExtendWith(ShopExtension.class)
class KilledServicesIT {
    private static final int ORDERS = 200;
    private static final int AT_ONCE = 32;

    /** Orders are being placed, paid for and told of: each kind of work is cut in the middle. */
    private static final int PAID_BEFORE_THE_KILL = 60;

    private static final Duration TO_THE_KILL = Duration.ofSeconds(60);
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final Shop shop;

    KilledServicesIT(Shop shop) {
        this.shop = shop;
    }

    @BeforeEach
    void theGatewayRepeatsItselfQuickly() {
        shop.sandbox().repeat("1s," + "500ms,".repeat(58) + "1s");
    }

    @AfterEach
    void everythingIsUpAgain() {
        shop.awaitReady();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    @Tag("S1-9")
    @Tag("S3-4")
    void noOrderIsLostAndNoneIsPaidTwice(Service victim) {
        try (var orders = shop.tapOrderEvents();
                var payments = shop.tapPaymentEvents()) {
            var paid = new AtomicInteger();
            var journeys = new CompletableFuture<List<Journey>>();
            Thread.ofVirtual().start(() -> complete(journeys, paid));
            Poll.until(
                    TO_THE_KILL,
                    PAID_BEFORE_THE_KILL + " have paid",
                    () -> paid.get() >= PAID_BEFORE_THE_KILL || journeys.isDone());
            shop.kill(victim);
            assertThat(journeys).as("journeys under way at the kill").isNotDone();
            shop.startAgain(victim);

            var placed = journeys.join();

            assertThatAllIsWell(placed, orders, payments);
        }
    }

    private void complete(CompletableFuture<List<Journey>> journeys, AtomicInteger paid) {
        try {
            var each = IntStream.range(0, ORDERS).boxed().toList();
            journeys.complete(Crowd.of(AT_ONCE, each, _ -> journey(paid)));
        } catch (RuntimeException | AssertionError failure) {
            journeys.completeExceptionally(failure);
        }
    }

    private Journey journey(AtomicInteger paid) {
        var persistent = new PersistentBuyer(Buyer.in(shop));
        var buyer = persistent.buyer();
        var order = persistent.place(buyer.someTea());
        var page = persistent.goToGateway(order);
        shop.sandbox().pay(page.tradeNumber());
        paid.incrementAndGet();
        return new Journey(buyer, order);
    }

    private void assertThatAllIsWell(List<Journey> journeys, Tap orders, Tap payments) {
        var ids = journeys.stream().map(each -> each.order().id()).collect(Collectors.toSet());
        assertThat(ids).as("orders answered by 201").hasSize(ORDERS);
        awaitPaid(journeys);
        awaitToldAndMailed(ids.size(), payments, ids::contains);

        assertThat(orders.events("order.created.v1").stream().map(Tap.Event::orderId).distinct())
                .as("orders that there are")
                .hasSameElementsAs(ids);
        var confirmed = payments.events("payment.confirmed.v1");
        assertThat(confirmed.stream().map(Tap.Event::orderId).distinct()).hasSameElementsAs(ids);
        assertThat(confirmed.stream().map(Tap.Event::id).distinct())
                .as("payments, copies of an event counted once")
                .hasSize(ORDERS);
        assertThat(confirmed.stream().map(Tap.Event::body).distinct())
                .as("copies are the same byte for byte")
                .hasSize(ORDERS);
        assertThat(payments.events("payment.disputed.v1")).isEmpty();
        assertThat(mails(ids::contains).stream().map(Mail::messageId).distinct())
                .as("mails, copies counted once")
                .hasSize(ORDERS);
        for (var service : Service.values()) {
            assertThat(shop.deadLetters(service).size()).as("dead letters of %s", service).isZero();
        }
    }

    /** Asks only for those that were not paid when last asked. */
    private void awaitPaid(List<Journey> journeys) {
        var open = ConcurrentHashMap.<Journey>newKeySet();
        open.addAll(journeys);
        Poll.until(
                SETTLED,
                "all orders are paid",
                () -> {
                    open.removeIf(Journey::isPaid);
                    return open.isEmpty();
                });
    }

    private void awaitToldAndMailed(int count, Tap payments, Predicate<String> ours) {
        Poll.until(
                SETTLED,
                "all payments are told",
                () ->
                        payments.events("payment.confirmed.v1").stream()
                                        .map(Tap.Event::orderId)
                                        .distinct()
                                        .count()
                                >= count);
        Poll.until(
                SETTLED,
                "all mails are there",
                () -> mails(ours).stream().map(Mail::messageId).distinct().count() >= count);
    }

    private List<Mail> mails(Predicate<String> ours) {
        return shop.mailbox().all().stream()
                .filter(Mail::tellsOfPayment)
                .filter(mail -> ours.test(mail.orderId()))
                .toList();
    }

    private record Journey(Buyer buyer, PlacedOrder order) {
        boolean isPaid() {
            return buyer.look(order).path("status").asText().equals("paid");
        }
    }
}
