package io.cashbell.local.mail;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail as a person reads it.
 *
 * @param to all addresses of the header {@code To}, with a comma between
 * @param text the plain text part; absent when there is none
 * @param html the HTML part; absent when there is none
 * @param headers every header by its name as written, values in their order
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Mail(
        String id,
        String from,
        String to,
        String subject,
        @Nullable String text,
        @Nullable String html,
        Instant receivedAt,
        Map<String, List<String>> headers) {}
