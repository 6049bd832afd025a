package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.PersistentBuyer;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Crowd;
import io.cashbell.endtoend.shop.Mailbox.Mail;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.Tap;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two hundred buyers who order and pay, and do not give up while a service is away. */
final class Journeys {
    static final int ORDERS = 200;

    private static final int AT_ONCE = 32;
    private static final Duration TO_THE_NEXT = Duration.ofSeconds(60);
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final Shop shop;
    private final AtomicInteger paid = new AtomicInteger();
    private final CompletableFuture<List<Journey>> all = new CompletableFuture<>();

    private Journeys(Shop shop) {
        this.shop = shop;
    }

    /** Returns at once, they are under way then. */
    static Journeys begin(Shop shop) {
        // The gateway repeats itself quickly, so that nobody waits for it after a service is back.
        shop.sandbox().repeat("1s," + "500ms,".repeat(58) + "1s");
        var journeys = new Journeys(shop);
        Thread.ofVirtual().start(journeys::complete);
        return journeys;
    }

    /** Waits until so many have paid at the gateway. */
    void awaitPaid(int count) {
        Poll.until(TO_THE_NEXT, count + " have paid", () -> paid.get() >= count || all.isDone());
    }

    void assertUnderWay() {
        assertThat(all).as("journeys under way").isNotDone();
    }

    /** Waits until all orders are paid, told and mailed; returns their ids. */
    Set<String> arrive(Tap payments) {
        var journeys = all.join();
        var ids = journeys.stream().map(each -> each.order().id()).collect(Collectors.toSet());
        assertThat(ids).as("orders answered by 201").hasSize(ORDERS);
        awaitPaid(journeys);
        Poll.until(
                SETTLED,
                "all payments are told",
                () ->
                        payments.events("payment.confirmed.v1").stream()
                                        .map(Tap.Event::orderId)
                                        .filter(ids::contains)
                                        .distinct()
                                        .count()
                                >= ORDERS);
        Poll.until(
                SETTLED,
                "all mails are there",
                () -> mails(ids).stream().map(Mail::messageId).distinct().count() >= ORDERS);
        return ids;
    }

    /** The mails that tell that one of these orders was paid, copies too. */
    List<Mail> mails(Set<String> ids) {
        return shop.mailbox().all().stream()
                .filter(Mail::tellsOfPayment)
                .filter(mail -> ids.contains(mail.orderId()))
                .toList();
    }

    private void complete() {
        try {
            var each = IntStream.range(0, ORDERS).boxed().toList();
            all.complete(Crowd.of(AT_ONCE, each, _ -> journey()));
        } catch (RuntimeException | AssertionError failure) {
            all.completeExceptionally(failure);
        }
    }

    private Journey journey() {
        var persistent = new PersistentBuyer(Buyer.in(shop));
        var buyer = persistent.buyer();
        var order = persistent.place(buyer.someTea());
        var page = persistent.goToGateway(order);
        shop.sandbox().pay(page.tradeNumber());
        paid.incrementAndGet();
        return new Journey(buyer, order);
    }

    /** Asks only for those that were not paid when last asked. */
    private static void awaitPaid(List<Journey> journeys) {
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

    private record Journey(Buyer buyer, PlacedOrder order) {
        boolean isPaid() {
            return buyer.look(order).path("status").asText().equals("paid");
        }
    }
}
