package io.cashbell.order.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cashbell.order.Amount;
import io.cashbell.order.Order;
import io.cashbell.order.Refund;
import io.cashbell.order.TimelineEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command. It shows the order as it was right afterwards, whatever became of it
 * since: a repeat is answered like the first.
 */
@Schema(name = "ObeyedCommand")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObeyedView(
        String orderId,
        @Schema(description = "Of the order right after the command") String status,
        @Schema(description = "Of the payment right after the command") String paymentStatus,
        Instant at,
        String actor,
        @Schema(example = "order.shipped") String what,
        String text,
        @Nullable @Schema(description = "Names the refund, of a command that gives money back")
                String refundId,
        @Nullable @Schema(description = "How much goes back") Amount amount) {

    static ObeyedView of(Order order, TimelineEntry entry) {
        TimelineEntry.Obeyed command = entry.command();
        if (command == null) {
            throw new IllegalArgumentException("Nobody commanded that");
        }
        Optional<Refund> refund =
                Optional.ofNullable(order.state().receipt())
                        .flatMap(receipt -> receipt.refunds().find(command.id()));
        return new ObeyedView(
                order.id().value(),
                command.after().status().text(),
                command.after().payment().text(),
                entry.at(),
                entry.actor(),
                entry.what().text(),
                entry.text(),
                refund.map(Refund::id).orElse(null),
                refund.map(known -> known.amount().amount()).orElse(null));
    }
}
