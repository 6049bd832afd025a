package io.cashbell.benchmark;

import io.cashbell.local.process.Service;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Drives whole orders through a shop and says what one costs: alone, one after another, and many at
 * once on warm services. Ends by checking from outside that orders paid, events and mails are the
 * same set and that no order was mailed twice; otherwise the exit code is 1 and no figure counts.
 */
public final class Benchmark {
    private static final Duration SETTLE = Duration.ofMinutes(2);
    private static final Duration SETTLE_STEP = Duration.ofMillis(150);

    /** Longer than events wait to be marked as sent: by then all has been asked of AWS. */
    private static final Duration MARKED = Duration.ofSeconds(7);

    private final Shop shop;
    private final Http http;
    private final Journey journey;
    private final List<Journey.Placed> all = new ArrayList<>();

    private Benchmark(Shop shop, Http http) {
        this.shop = shop;
        this.http = http;
        this.journey = new Journey(shop, http);
    }

    /** Arguments: orders, clients, warm-up orders, orders alone; each has a default. */
    public static void main(String[] arguments) throws Exception {
        int orders = argument(arguments, 0, 4000);
        int clients = argument(arguments, 1, 96);
        int warmUp = argument(arguments, 2, 10_000);
        int alone = argument(arguments, 3, 30);
        boolean sound;
        try (Shop shop = Shop.open();
                Http http = new Http();
                Tap tap = new Tap(shop)) {
            // Ended by a signal, it leaves no process behind either.
            Runtime.getRuntime().addShutdownHook(new Thread(shop::close));
            sound = new Benchmark(shop, http).run(tap, orders, clients, warmUp, alone);
        }
        System.exit(sound ? 0 : 1);
    }

    private boolean run(Tap tap, int orders, int clients, int warmUp, int alone)
            throws IOException, InterruptedException {
        Report.machine();
        one();
        Meters before = settleAll();
        for (int i = 0; i < alone; i++) {
            one();
            settle();
        }
        Report.calls("alone, one after another", alone, settleAll().since(before));

        System.out.printf("%nwarming up with %d orders%n", warmUp);
        load(warmUp, clients);
        settle();

        Duration floor = Floor.signedCall(shop);
        before = settleAll();
        long began = System.nanoTime();
        List<Journey.Placed> measured = load(orders, clients);
        long driven = System.nanoTime();
        settle();
        long settled = System.nanoTime() - SETTLE_STEP.toNanos();
        Meters used = settleAll().since(before);
        Report.calls(orders + " orders, " + clients + " buyers at once", orders, used);
        Report.load(measured, driven - began, settled - began);
        Report.cpu(orders, used, floor);
        return isSound(tap);
    }

    private void one() throws IOException, InterruptedException {
        all.add(journey.placeAndPay());
    }

    private List<Journey.Placed> load(int orders, int clients) throws InterruptedException {
        List<Journey.Placed> placed = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger left = new AtomicInteger(orders);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    while (left.getAndDecrement() > 0 && failure.get() == null) {
                                        placed.add(journey.placeAndPay());
                                    }
                                } catch (IOException | InterruptedException broken) {
                                    failure.compareAndSet(null, broken);
                                } finally {
                                    done.countDown();
                                }
                            });
        }
        done.await();
        Exception broken = failure.get();
        if (broken != null) {
            throw new IllegalStateException("The load broke off", broken);
        }
        all.addAll(placed);
        return List.copyOf(placed);
    }

    /** Waits until the last two services have done their part of every order, and all is quiet. */
    private void settle() throws IOException, InterruptedException {
        long limit = System.nanoTime() + SETTLE.toNanos();
        Meters last = Meters.of(shop, http);
        while (true) {
            Thread.sleep(SETTLE_STEP);
            Meters now = Meters.of(shop, http);
            if (now.handled(Service.ORDER) >= all.size()
                    && now.handled(Service.NOTIFICATION) >= all.size()
                    && now.isQuietSince(last)) {
                return;
            }
            if (System.nanoTime() > limit) {
                throw new IllegalStateException(
                        "Of %d orders %.0f were marked as paid and %.0f mailed"
                                .formatted(
                                        all.size(),
                                        now.handled(Service.ORDER),
                                        now.handled(Service.NOTIFICATION)));
            }
            last = now;
        }
    }

    /** Waits until nothing more follows from the orders so far. */
    private Meters settleAll() throws IOException, InterruptedException {
        settle();
        Meters last = Meters.of(shop, http);
        while (true) {
            Thread.sleep(MARKED);
            Meters now = Meters.of(shop, http);
            if (now.isQuietSince(last)) {
                return now;
            }
            last = now;
        }
    }

    private boolean isSound(Tap tap) throws IOException, InterruptedException {
        Set<String> placed = new HashSet<>();
        int paid = 0;
        for (Journey.Placed order : all) {
            placed.add(order.orderId());
            URI uri =
                    shop.of(Service.ORDER)
                            .resolve("/api/orders/" + order.orderId() + "?token=" + order.token());
            if (http.getJson(uri).path("status").asText().equals("paid")) {
                paid++;
            }
        }
        Check check =
                new Check(placed, paid, tap.drain(), Mails.in(shop.resources().mailbox(), http));
        System.out.printf("%n%s%n", check);
        return check.isSound();
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
