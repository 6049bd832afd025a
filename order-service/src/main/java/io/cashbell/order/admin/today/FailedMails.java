package io.cashbell.order.admin.today;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * @param about what it tells of, in that service's words; may be empty, as all that follows
     * @param reason why it failed
     * @param at when, by RFC 3339
     */
    public record Mail(String id, String orderId, String about, String reason, String at) {}

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
                String id = text(item, "id", "notificationId");
                if (!id.isEmpty() && mails.size() < MOST) {
                    mails.add(
                            new Mail(
                                    id,
                                    text(item, "orderId"),
                                    text(item, "type", "kind", "occasion"),
                                    text(item, "reason", "error"),
                                    text(item, "updatedAt", "at", "createdAt")));
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
     * @throws UnreachableException if nothing is known; trying again may send it twice
     */
    public boolean resend(String id) throws UnreachableException {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            return false;
        }
        String path = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        ServiceLine.Answer answer = lines.notification().act("notifications/" + path + "/resend");
        if (answer.status() >= 500 || answer.status() == 401) {
            throw new UnreachableException("It answered " + answer.status());
        }
        return answer.isGood();
    }

    /** The first of these members that is a text. */
    private static String text(JsonNode item, String... names) {
        for (String name : names) {
            if (item.path(name).isTextual()) {
                return item.path(name).textValue();
            }
        }
        return "";
    }
}
