package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code payment.day-closed.v1}: a day's payments were laid beside the gateways' records. Its
 * subject is the day and no order.
 *
 * @param date of the gateways' markets
 */
public record DayClosed(String date, List<Gateway> gateways) {

    public static final String TYPE = "payment.day-closed.v1";

    /**
     * One gateway's day.
     *
     * @param failure why it could not be closed; then nothing else is known
     * @param found how many differences there are; {@code differences} has the first ones
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Gateway(
            String gateway,
            String currency,
            @Nullable String failure,
            List<Sum> heaps,
            long found,
            long repaired,
            List<Difference> differences) {}

    /** What lies on one heap: by our books, and by the gateway's record. */
    public record Sum(
            String heap, long countHere, Amount amountHere, long countThere, Amount amountThere) {}

    /** One payment of which the two records do not say the same. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            String heap,
            String what,
            String attempt,
            @Nullable String order,
            @Nullable Amount here,
            @Nullable Amount there,
            @Nullable String settled) {}
}
