package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code payment.warning-raised.v1}: something will hurt the shop until somebody sees to it. Its
 * subject is the warning and no order.
 *
 * @param warning its code
 * @param gateway null where it is about all of them
 * @param firstSeen when it was noticed first; the event's own time is when it was told again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WarningRaised(String warning, @Nullable String gateway, Instant firstSeen) {

    public static final String TYPE = "payment.warning-raised.v1";
}
