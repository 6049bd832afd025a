package io.cashbell.order.admin.console;

import io.cashbell.order.TimelineEntry;
import io.cashbell.order.admin.OwnerViews.LineView;
import io.cashbell.order.admin.payments.KeptCallback;
import io.cashbell.order.admin.payments.OwnedPayment;
import io.cashbell.order.admin.today.OrderMails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happened to one order, whoever knows of it: its own timeline, the attempts to pay it, what
 * the gateways said of it, and the mails. The oldest first.
 *
 * @param complete whether every service that was asked has answered
 */
public record OrderHistory(List<Line> lines, boolean complete) {
    public OrderHistory {
        lines = List.copyOf(lines);
    }

    /** One thing that happened. */
    public sealed interface Line {
        Instant at();
    }

    /** The order's own. */
    public record Own(LineView entry) implements Line {
        /** Whether it says from what to what somebody moved the order. */
        public boolean isChange() {
            return entry.before() != null && !entry.before().equals(entry.after());
        }

        /** What was said of it; what people write stays as they wrote it. */
        public String text(Words words) {
            return entry.actor().equals(TimelineEntry.PAYMENT_SERVICE)
                    ? ConcernText.of(entry.text(), words)
                    : words.named("method", entry.text());
        }

        @Override
        public Instant at() {
            return entry.at();
        }
    }

    /** Somebody went to a gateway. */
    public record Attempt(OwnedPayment.Attempt attempt) implements Line {
        @Override
        public Instant at() {
            return attempt.startedAt();
        }
    }

    /** A gateway said something. */
    public record Callback(KeptCallback callback) implements Line {
        @Override
        public Instant at() {
            return callback.receivedAt();
        }
    }

    /** Somebody was told. */
    public record Mail(OrderMails.Mail mail) implements Line {
        @Override
        public Instant at() {
            return mail.at();
        }
    }

    static OrderHistory of(
            List<LineView> own,
            List<OwnedPayment.Attempt> attempts,
            List<KeptCallback> callbacks,
            List<OrderMails.Mail> mails,
            boolean complete) {
        List<Placed> placed = new ArrayList<>();
        Instant latest = Instant.MIN;
        for (LineView entry : own) {
            // A gateway tells seconds: what the order tells in a row stays in a row.
            latest = entry.at().isAfter(latest) ? entry.at() : latest;
            placed.add(new Placed(latest, new Own(entry)));
        }
        attempts.forEach(attempt -> placed.add(Placed.of(new Attempt(attempt))));
        callbacks.forEach(callback -> placed.add(Placed.of(new Callback(callback))));
        mails.forEach(mail -> placed.add(Placed.of(new Mail(mail))));
        // Sorting is stable: what happened in one moment stays in that order.
        return new OrderHistory(
                placed.stream()
                        .sorted(Comparator.comparing(Placed::moment))
                        .map(Placed::line)
                        .toList(),
                complete);
    }

    private record Placed(Instant moment, Line line) {
        static Placed of(Line line) {
            return new Placed(line.at(), line);
        }
    }
}
