package io.cashbell.local.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How long a gateway waits before each repeat of a callback that was not acknowledged. */
public record RetrySchedule(List<Duration> delays) {
    private static final Pattern DELAY = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final int MOST_REPEATS = 100;

    public RetrySchedule {
        delays = List.copyOf(delays);
    }

    /**
     * @param variable may hold another schedule than the gateway's own
     * @throws IllegalArgumentException naming the variable
     */
    public static RetrySchedule ofEnvironment(
            Map<String, String> environment, String variable, String ownWay) {
        var text = environment.getOrDefault(variable, "").strip();
        try {
            return parse(text.isEmpty() ? ownWay : text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable + " " + e.getMessage(), e);
        }
    }

    /**
     * @param text such as {@code 2s,2s,500ms,5m}, or {@code none}
     */
    public static RetrySchedule parse(String text) {
        if (text.strip().equals("none")) {
            return new RetrySchedule(List.of());
        }
        var delays = new ArrayList<Duration>();
        for (var part : text.split(",", -1)) {
            var delay = DELAY.matcher(part.strip());
            if (!delay.matches()) {
                throw new IllegalArgumentException("is not like 2s,2s,500ms,5m or none: " + text);
            }
            long count = Long.parseLong(delay.group(1));
            delays.add(
                    switch (delay.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofHours(count);
                    });
        }
        if (delays.size() > MOST_REPEATS) {
            throw new IllegalArgumentException("has more than " + MOST_REPEATS + " repeats");
        }
        return new RetrySchedule(delays);
    }

    /**
     * @param attempts made so far
     */
    public Optional<Duration> beforeNext(int attempts) {
        return attempts <= delays.size() ? Optional.of(delays.get(attempts - 1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return delays.isEmpty()
                ? "none"
                : delays.stream().map(RetrySchedule::spelled).collect(Collectors.joining(","));
    }

    private static String spelled(Duration delay) {
        long millis = delay.toMillis();
        if (millis % 3_600_000 == 0 && millis > 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
