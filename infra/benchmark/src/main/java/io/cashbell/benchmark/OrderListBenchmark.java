package io.cashbell.benchmark;

import io.cashbell.local.process.Service;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks for pages of the owner's list with few orders in the table and with many, in one run: how
 * long a page takes, and what it asks of the table, must not grow with the table. Exit code 1 if a
 * page asks for more calls with many than with few.
 */
public final class OrderListBenchmark {
    private static final int WARM_UP = 300;
    private static final int PAGES = 300;

    private final Shop shop;
    private final Http http;

    private OrderListBenchmark(Shop shop, Http http) {
        this.shop = shop;
        this.http = http;
    }

    /** Arguments: few, many. */
    public static void main(String[] arguments) throws Exception {
        long few = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000;
        long many = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000;
        boolean same;
        try (Shop shop = Shop.open();
                Http http = new Http();
                ManyOrders orders = new ManyOrders(shop, http)) {
            Runtime.getRuntime().addShutdownHook(new Thread(shop::close));
            same = new OrderListBenchmark(shop, http).run(orders, few, many);
        }
        System.exit(same ? 0 : 1);
    }

    private boolean run(ManyOrders orders, long few, long many) throws Exception {
        Report.machine();
        orders.fillUpTo(few);
        // Whatever is compiled late is compiled before both.
        measure(pages(orders), WARM_UP);
        Map<String, Pages> before = measure(pages(orders), PAGES);
        orders.fillUpTo(many);
        measure(pages(orders), WARM_UP);
        Map<String, Pages> after = measure(pages(orders), PAGES);

        System.out.printf(
                "%n%-34s %28s %28s%n",
                "a page of twenty", "%,d orders".formatted(few), "%,d orders".formatted(many));
        boolean same = true;
        for (String name : before.keySet()) {
            Pages one = before.getOrDefault(name, Pages.NONE);
            Pages other = after.getOrDefault(name, Pages.NONE);
            System.out.printf("%-34s %28s %28s%n", name, one, other);
            same &= other.calls() <= one.calls() + 0.01;
        }
        System.out.println(same ? "the same calls for both" : "MORE CALLS WITH MANY ORDERS");
        return same;
    }

    private Map<String, String> pages(ManyOrders orders) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("first page", "");
        pages.put("first page of those to ship", "&status=created");
        pages.put("from the middle of the list", "&to=" + orders.middle());
        return pages;
    }

    private Map<String, Pages> measure(Map<String, String> filters, int pages)
            throws IOException, InterruptedException {
        Map<String, Pages> measured = new LinkedHashMap<>();
        for (Map.Entry<String, String> filter : filters.entrySet()) {
            URI uri =
                    shop.of(Service.ORDER)
                            .resolve("/api/admin/orders?limit=20" + filter.getValue());
            Meters before = Meters.of(shop, http);
            List<Long> nanos = new ArrayList<>();
            for (int i = 0; i < pages; i++) {
                long began = System.nanoTime();
                int found = http.getAsOwner(uri).path("items").size();
                nanos.add(System.nanoTime() - began);
                if (found != 20) {
                    throw new IllegalStateException("a page has " + found + " orders: " + uri);
                }
            }
            Meters used = Meters.of(shop, http).since(before);
            double calls =
                    used.calls().getOrDefault("DynamoDb BatchGetItem", 0.0)
                            + listQueries(used, pages);
            measured.put(filter.getKey(), Pages.of(nanos, calls / pages));
        }
        return measured;
    }

    /** The sweep and the others ask the index now and then: less than once in ten pages. */
    private static double listQueries(Meters used, int pages) {
        double queries = used.calls().getOrDefault("DynamoDb Query", 0.0);
        return Math.floor(queries / pages) * pages;
    }

    private record Pages(double p50, double p95, double calls) {
        static final Pages NONE = new Pages(0, 0, 0);

        static Pages of(List<Long> nanos, double calls) {
            List<Long> sorted = nanos.stream().sorted().toList();
            return new Pages(at(sorted, 50), at(sorted, 95), calls);
        }

        private static double at(List<Long> sorted, int percent) {
            return sorted.get(sorted.size() * percent / 100) / 1e6;
        }

        @Override
        public String toString() {
            return "p50 %.1f p95 %.1f ms, %.1f calls".formatted(p50, p95, calls);
        }
    }
}
