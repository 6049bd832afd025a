package io.cashbell.notification.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.Money;
import io.cashbell.notification.News;
import io.cashbell.notification.News.Line;
import io.cashbell.notification.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code payment.day-closed.v1}: a day's payments were laid beside the gateways' records.
 *
 * <p>Each line's name is a row of codes, {@code ecpay paid-there}; the template has words for them.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DayClosed(String date, List<Gateway> gateways) {
    public static final String TYPE = "payment.day-closed.v1";

    /** So many differences of a gateway are in a mail; the console has the others. */
    private static final int MOST_DIFFERENCES = 20;

    public DayClosed {
        requireNonNull(date, "date");
        gateways = List.copyOf(gateways);
    }

    /** One gateway's day. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Gateway(
            String gateway,
            @Nullable String failure,
            List<Sum> heaps,
            long found,
            long repaired,
            List<Difference> differences) {}

    /** What lies on one heap: by our books, and by the gateway's record. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Sum(
            String heap, long countHere, Amount amountHere, long countThere, Amount amountThere) {}

    /** One payment of which the two do not say the same. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Difference(
            String what,
            String attempt,
            @Nullable Amount here,
            @Nullable Amount there,
            @Nullable String settled) {}

    public News toNews(Instant at) {
        List<Line> lines = new ArrayList<>();
        gateways.forEach(gateway -> add(lines, gateway));
        return new News(Occasion.DAY_CLOSED, at, null, null, outcome(), date, lines);
    }

    private String outcome() {
        if (gateways.stream().anyMatch(gateway -> gateway.failure() != null)) {
            return "day-not-closed";
        }
        return gateways.stream().anyMatch(gateway -> gateway.found() > 0)
                ? "day-different"
                : "day-equal";
    }

    private static void add(List<Line> lines, Gateway gateway) {
        String name = gateway.gateway();
        if (gateway.failure() != null) {
            lines.add(new Line(name + " not-closed " + gateway.failure(), 0, null));
            return;
        }
        for (Sum sum : gateway.heaps()) {
            add(lines, name, sum);
        }
        if (gateway.repaired() > 0) {
            lines.add(new Line(name + " repaired", gateway.repaired(), null));
        }
        gateway.differences().stream()
                .limit(MOST_DIFFERENCES)
                .forEach(difference -> lines.add(line(name, difference)));
    }

    /** Once where both sides have the same, else each side that has something. */
    private static void add(List<Line> lines, String gateway, Sum sum) {
        Money here = sum.amountHere().toMoney();
        Money there = sum.amountThere().toMoney();
        String name = gateway + " " + sum.heap();
        if (sum.countHere() == sum.countThere() && here.equals(there)) {
            if (sum.countHere() > 0) {
                lines.add(new Line(name, sum.countHere(), here));
            }
            return;
        }
        if (sum.countHere() > 0) {
            lines.add(new Line(name + " by-books", sum.countHere(), here));
        }
        if (sum.countThere() > 0) {
            lines.add(new Line(name + " by-gateway", sum.countThere(), there));
        }
    }

    private static Line line(String gateway, Difference difference) {
        Amount amount = difference.there() == null ? difference.here() : difference.there();
        String settled = difference.settled() == null ? "" : " " + difference.settled();
        return new Line(
                gateway + " " + difference.what() + " " + difference.attempt() + settled,
                1,
                amount == null ? null : amount.toMoney());
    }
}
