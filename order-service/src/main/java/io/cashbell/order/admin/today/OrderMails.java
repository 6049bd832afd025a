package io.cashbell.order.admin.today;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.OrderId;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mails of one order, as the notification service's {@code GET
 * /api/admin/notifications?orderId=} tells them. Whom a mail went to is not asked and not shown.
 */
@Singleton
public class OrderMails {
    private static final int MOST = 50;

    private final ServiceLines lines;

    OrderMails(ServiceLines lines) {
        this.lines = lines;
    }

    /**
     * One mail.
     *
     * @param at when it was sent or given up; before, when its event was heard
     * @param status such as {@code sent}
     * @param audience {@code administrators} or {@code buyer}
     */
    public record Mail(Instant at, String status, String audience, String subject) {}

    /** The newest of them; empty where the service cannot be reached. Never fails. */
    public Optional<List<Mail>> of(OrderId order) {
        try {
            ServiceLine.Answer answer =
                    lines.notification().look("notifications?orderId=" + order + "&limit=" + MOST);
            JsonNode items = answer.body().path("items");
            if (!answer.isGood() || !items.isArray()) {
                return Optional.empty();
            }
            List<Mail> mails = new ArrayList<>();
            items.forEach(item -> at(item).ifPresent(at -> mails.add(mail(item, at))));
            return Optional.of(List.copyOf(mails));
        } catch (UnreachableException e) {
            return Optional.empty();
        }
    }

    private static Mail mail(JsonNode item, Instant at) {
        return new Mail(
                at,
                item.path("status").asText(""),
                item.path("audience").asText(""),
                item.path("subject").asText(""));
    }

    private static Optional<Instant> at(JsonNode item) {
        for (String name : List.of("sentAt", "failedAt", "recordedAt")) {
            if (item.hasNonNull(name)) {
                try {
                    return Optional.of(Instant.parse(item.get(name).asText()));
                } catch (DateTimeException strange) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
