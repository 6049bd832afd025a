package io.cashbell.messaging.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as one service tells it to the others: CloudEvents 1.0 with the
 * extension attributes for sequence, trace and cause.
 *
 * @param id the same on every re-send; what a reader that must not act twice remembers
 * @param source the service that tells it, such as {@code /clock-service}
 * @param type {@code <aggregate>.<past verb>.v<n>}
 * @param subject id of the thing it happened to
 * @param time when it happened, not when it was sent
 * @param sequence orders the events of one subject from one source; starts at 1
 * @param traceparent W3C trace context of the request that caused it
 * @param causationId id of the event that led to this one
 * @param data what happened; readers ignore members they do not know
 */
public record CloudEvent(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        long sequence,
        @Nullable String traceparent,
        @Nullable String causationId,
        JsonNode data) {}
