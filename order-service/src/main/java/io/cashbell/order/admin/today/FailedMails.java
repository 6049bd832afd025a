package io.cashbell.order.admin.today;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mails that the notification service gave up, as its {@code GET
 * /api/admin/notifications?status=failed} tells them. Whom a mail went to is not asked and not
 * shown.
 */
@Singleton
public class FailedMails {
    private static final int MOST = 20;
    private static final int LONGEST_ID = 200;

    private final ServiceLines lines;

    FailedMails(ServiceLines lines) {
        this.lines = lines;
    }

    /**
     * One mail.
     *
     * @param orderId the order it is about; may be empty, as all texts that follow
     * @param subject as it stood in the mail
     * @param reason why it failed, in plain words
     * @param at when it was given up; null where that is not told
     */
    public record Mail(
            String id, String orderId, String subject, String reason, @Nullable Instant at) {}

    /**
     * @param mails the newest of them
     * @param more whether there are others
     */
    public record Mails(List<Mail> mails, boolean more) {}

    /** Empty where the service cannot be reached, or does not tell of its mails. Never fails. */
    public Optional<Mails> list() {
        try {
            ServiceLine.Answer answer =
                    lines.notification().look("notifications?status=failed&limit=" + MOST);
            JsonNode items = answer.body().path("items");
            if (!answer.isGood() || !items.isArray()) {
                return Optional.empty();
            }
            List<Mail> mails = new ArrayList<>();
            for (JsonNode item : items) {
                String id = text(item, "id");
                if (!id.isEmpty() && mails.size() < MOST) {
                    mails.add(
                            new Mail(
                                    id,
                                    text(item, "orderId"),
                                    text(item, "subject"),
                                    text(item, "lastError"),
                                    moment(text(item, "failedAt"))));
                }
            }
            return Optional.of(new Mails(mails, answer.body().hasNonNull("nextCursor")));
        } catch (UnreachableException e) {
            return Optional.empty();
        }
    }

    /**
     * Sends one once more.
     *
     * @return whether the service took it up; otherwise there is no such mail, or it has not failed
     * @throws UnreachableException if nothing is known; the same command again sends it no second
     *     time
     */
    public boolean resend(String id, Sender sender) throws UnreachableException {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            return false;
        }
        String path = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        ServiceLine.Answer answer =
                lines.notification().act("notifications/" + path + "/resend", sender);
        if (answer.status() >= 500 || answer.status() == 401) {
            throw new UnreachableException("It answered " + answer.status());
        }
        return answer.isGood();
    }

    /** Empty where it is missing or no text. */
    private static String text(JsonNode item, String name) {
        return item.path(name).isTextual() ? item.path(name).textValue() : "";
    }

    private static @Nullable Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
