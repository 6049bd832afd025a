package io.cashbell.notification.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.notification.News.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of an order. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Item(String name, long quantity, @Nullable Amount lineTotal) {
    public Item {
        requireNonNull(name, "name");
    }

    /** Older messages carry no items; their mail has no list. */
    static List<Line> lines(@Nullable List<Item> items) {
        return items == null ? List.of() : items.stream().map(Item::toLine).toList();
    }

    private Line toLine() {
        return new Line(name, quantity, lineTotal == null ? null : lineTotal.toMoney());
    }
}
