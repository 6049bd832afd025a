package io.cashbell.notification.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as the owner sees it.
 *
 * @param orderId the order it is about; of a mail about no order, what stands for it
 * @param channel {@code mail} or {@code webhook}
 * @param audience {@code administrators} or {@code buyer}
 * @param to masked addresses; none of a webhook or of a buyer's mail, whose address is asked for at
 *     each attempt
 * @param status {@code planned}, {@code sending}, {@code waiting}, {@code sent}, {@code failed},
 *     {@code not-needed} or {@code suppressed}
 * @param attempts begun so far
 * @param lastError why it is not sent yet, in plain words; null if nothing went wrong
 * @param recordedAt when its event was first heard; of a planned one, when it is due
 * @param nextTry when it is tried again, or first; null if it is not
 */
@Introspected
// Nothing is left out for being empty.
@JsonInclude(Include.ALWAYS)
record NotificationView(
        String id,
        String orderId,
        String occasion,
        String channel,
        String audience,
        List<String> to,
        String subject,
        String status,
        int attempts,
        @Nullable String lastError,
        Instant recordedAt,
        @Nullable Instant nextTry,
        @Nullable Instant sentAt,
        @Nullable Instant failedAt) {

    /**
     * A page of mails.
     *
     * @param nextCursor null on the last page
     */
    @Introspected
    @JsonInclude(Include.ALWAYS)
    record Page(List<NotificationView> items, @Nullable String nextCursor) {}
}
