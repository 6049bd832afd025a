package io.cashbell.benchmark;

import io.cashbell.local.process.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Prints what was measured, per order. */
final class Report {
    private static final double NANOS_PER_MILLI = 1e6;

    private Report() {}

    static void machine() {
        System.out.printf(
                "%s %s, %d processors%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
    }

    static void calls(String title, int orders, Meters used) {
        System.out.printf("%n%s: AWS calls and write units per order%n", title);
        double total = 0;
        for (var call : used.calls().entrySet()) {
            boolean background = Meters.isBackground(call.getKey());
            System.out.printf(
                    "  %-34s %6.2f%s%n",
                    call.getKey(),
                    call.getValue() / orders,
                    background ? "   (whether or not there are orders; not in the total)" : "");
            total += background ? 0 : call.getValue();
        }
        System.out.printf("  %-34s %6.2f%n", "total", total / orders);
        double units = 0;
        for (var table : used.writeUnits().entrySet()) {
            System.out.printf(
                    "  %-34s %6.2f%n", "write units " + table.getKey(), table.getValue() / orders);
            units += table.getValue();
        }
        System.out.printf("  %-34s %6.2f%n", "write units in all", units / orders);
    }

    static void load(List<Journey.Placed> placed, long drivenNanos, long settledNanos) {
        System.out.printf(
                "%nthroughput  %.0f orders/s placed and paid at the gateway, %.0f orders/s until the"
                        + " last mail%n",
                placed.size() * 1e9 / drivenNanos, placed.size() * 1e9 / settledNanos);
        latency("POST /api/orders", placed, Journey.Placed::placedNanos);
        latency("GET /checkout", placed, Journey.Placed::checkoutNanos);
    }

    private static void latency(
            String name, List<Journey.Placed> placed, ToLongFunction<Journey.Placed> nanos) {
        long[] sorted = placed.stream().mapToLong(nanos).sorted().toArray();
        System.out.printf(
                "latency     %-18s p50 %.1f ms, p99 %.1f ms%n",
                name,
                sorted[sorted.length / 2] / NANOS_PER_MILLI,
                sorted[(int) (sorted.length * 0.99)] / NANOS_PER_MILLI);
    }

    /**
     * CPU of warm services, beside the floor. Compiling hot code is apart: it ends after some ten
     * thousand orders, and until then it hides what an order costs.
     */
    static void cpu(int orders, Meters used, Duration floor) {
        System.out.printf(
                "%nCPU per order, user and system             warm   and compiling code%n");
        double total = 0;
        double compiling = 0;
        for (Service service : Service.values()) {
            double compiled = millis(used.compiling(), service, orders);
            double warm = millis(used.cpu(), service, orders) - compiled;
            total += warm;
            compiling += compiled;
            System.out.printf("  %-34s %8.3f ms %8.3f ms%n", service.module(), warm, compiled);
        }
        double calls =
                used.calls().values().stream().mapToDouble(Double::doubleValue).sum() / orders;
        double floorMillis = calls * floor.toNanos() / NANOS_PER_MILLI;
        System.out.printf("  %-34s %8.3f ms %8.3f ms%n", "in all", total, compiling);
        System.out.printf(
                "  %-34s %8.3f ms (%.2f calls of %.3f ms): warm we are at %.2f times the floor%n",
                "floor, its calls alone",
                floorMillis,
                calls,
                floor.toNanos() / NANOS_PER_MILLI,
                total / floorMillis);
    }

    private static double millis(Map<Service, Duration> used, Service service, int orders) {
        return used.getOrDefault(service, Duration.ZERO).toNanos() / NANOS_PER_MILLI / orders;
    }
}
