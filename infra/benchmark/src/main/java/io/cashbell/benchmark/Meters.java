package io.cashbell.benchmark;

import io.cashbell.local.process.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the services had used at one moment.
 *
 * @param compiling the part of {@code cpu} that compiled code, which a warm service no longer does
 * @param handled messages each has handled
 * @param calls AWS calls by {@code <service> <operation>}, all services together
 * @param writeUnits write units by table
 */
record Meters(
        Map<Service, Duration> cpu,
        Map<Service, Duration> compiling,
        Map<Service, Double> handled,
        Map<String, Double> calls,
        Map<String, Double> writeUnits) {
    private static final Pattern CALLS =
            Pattern.compile(
                    "(?m)^aws_calls_total\\{(?=[^}]*operation=\"([^\"]+)\")(?=[^}]*service=\"([^\"]+)\")[^}]*}"
                            + " (\\S+)");
    private static final Pattern UNITS =
            Pattern.compile(
                    "(?m)^dynamodb_write_units_total\\{(?=[^}]*table=\"([^\"]+)\")[^}]*} (\\S+)");

    private static final Pattern HANDLED =
            Pattern.compile("(?m)^messaging_messages_handled_total(?:\\{[^}]*})? (\\S+)");

    static Meters of(Shop shop, Http http) throws IOException, InterruptedException {
        Map<Service, Duration> cpu = new EnumMap<>(Service.class);
        Map<Service, Duration> compiling = new EnumMap<>(Service.class);
        Map<Service, Double> handled = new EnumMap<>(Service.class);
        Map<String, Double> calls = new TreeMap<>();
        Map<String, Double> units = new TreeMap<>();
        for (Service service : Service.values()) {
            cpu.put(service, shop.cpu(service));
            compiling.put(service, shop.compiling(service));
            String text = http.get(shop.of(service).resolve("/prometheus"));
            Matcher done = HANDLED.matcher(text);
            handled.put(service, done.find() ? Double.valueOf(done.group(1)) : Double.valueOf(0));
            Matcher call = CALLS.matcher(text);
            while (call.find()) {
                calls.merge(
                        call.group(2) + ' ' + call.group(1),
                        Double.valueOf(call.group(3)),
                        Double::sum);
            }
            Matcher unit = UNITS.matcher(text);
            while (unit.find()) {
                units.merge(unit.group(1), Double.valueOf(unit.group(2)), Double::sum);
            }
        }
        return new Meters(cpu, compiling, handled, calls, units);
    }

    double handled(Service service) {
        return handled.getOrDefault(service, 0.0);
    }

    /** No order moved between the two: only long polls and sweeps were made. */
    boolean isQuietSince(Meters before) {
        return difference(calls, before.calls).keySet().stream().allMatch(Meters::isBackground);
    }

    /** A long poll that brought nothing, or the sweep's look at the index. */
    static boolean isBackground(String call) {
        return call.endsWith("Empty") || call.endsWith("Query");
    }

    /** What was used between an earlier moment and this one. */
    Meters since(Meters before) {
        return new Meters(
                used(cpu, before.cpu),
                used(compiling, before.compiling),
                handled,
                difference(calls, before.calls),
                difference(writeUnits, before.writeUnits));
    }

    private static Map<Service, Duration> used(
            Map<Service, Duration> after, Map<Service, Duration> before) {
        Map<Service, Duration> used = new EnumMap<>(Service.class);
        after.forEach(
                (service, now) ->
                        used.put(service, now.minus(before.getOrDefault(service, Duration.ZERO))));
        return used;
    }

    private static Map<String, Double> difference(
            Map<String, Double> after, Map<String, Double> before) {
        Map<String, Double> result = new TreeMap<>();
        after.forEach(
                (name, value) -> {
                    double more = value - before.getOrDefault(name, 0.0);
                    if (more > 0) {
                        result.put(name, more);
                    }
                });
        return result;
    }
}
