package io.cashbell.notification.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cashbell.messaging.consumer.NoticeHandler;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.Suppressions;
import io.cashbell.notification.Suppressions.Cause;
import io.cashbell.notification.Suppressions.Suppression;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Amazon SES says of mails that it took, by way of SNS: a permanent bounce and a complaint end
 * the mail to that address; anything else it says is skipped. Both forms are read, that of feedback
 * notifications ({@code notificationType}) and that of event publishing ({@code eventType}), with
 * raw delivery and without. Told twice, a notice changes nothing.
 *
 * <p>Amazon SES Developer Guide, "Amazon SNS notification contents for Amazon SES" and "Examples of
 * event data that Amazon SES publishes to Amazon SNS".
 */
@Singleton
final class SesNoticeHandler implements NoticeHandler {
    private static final Logger log = LoggerFactory.getLogger(SesNoticeHandler.class);

    private final ObjectMapper mapper;
    private final Suppressions suppressions;
    private final InstantSource clock;

    SesNoticeHandler(ObjectMapper mapper, Suppressions suppressions, InstantSource clock) {
        this.mapper = mapper;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /**
     * @throws IllegalArgumentException if a notice does not say whom it is about; a retry cannot
     *     mend that
     */
    @Override
    public boolean handle(String message) {
        JsonNode notice = open(read(message));
        String type = notice.path("notificationType").asText(notice.path("eventType").asText());
        switch (type) {
            case "" -> {
                return false;
            }
            case "Bounce" -> bounce(notice.path("bounce"));
            case "Complaint" -> complaint(notice.path("complaint"));
            default -> log.atDebug().addKeyValue("type", type).log("Notice of SES skipped");
        }
        return true;
    }

    private void bounce(JsonNode bounce) {
        String kind = bounce.path("bounceType").asText();
        if (kind.equals("Permanent")) {
            suppress(bounce.path("bouncedRecipients"), Cause.BOUNCE);
        } else {
            // A full inbox, a server that is down: the next mail may arrive.
            log.atInfo().addKeyValue("bounceType", kind).log("A mail came back for now");
        }
    }

    private void complaint(JsonNode complaint) {
        // The one kind of feedback by which a reader takes a complaint back.
        if (!complaint.path("complaintFeedbackType").asText().equals("not-spam")) {
            suppress(complaint.path("complainedRecipients"), Cause.COMPLAINT);
        }
    }

    private void suppress(JsonNode recipients, Cause cause) {
        if (!recipients.isArray() || recipients.isEmpty()) {
            throw new IllegalArgumentException("a notice of SES names no recipient");
        }
        for (JsonNode one : recipients) {
            suppress(one.path("emailAddress").asText(), cause);
        }
    }

    private void suppress(String named, Cause cause) {
        Recipient recipient;
        try {
            recipient = new Recipient(bare(named));
        } catch (IllegalArgumentException e) {
            // We send to no such address, so there is nothing to end.
            log.atWarn().log("A notice of SES names something that is no address");
            return;
        }
        suppressions.suppress(recipient, new Suppression(cause, clock.instant()));
        log.atWarn()
                .addKeyValue("recipient", recipient)
                .addKeyValue("cause", cause.code())
                .log("No more mail goes to an address");
    }

    /** {@code Anna <a@example.com>} is written as often as the address alone. */
    private static String bare(String named) {
        int open = named.lastIndexOf('<');
        int close = named.lastIndexOf('>');
        return (open >= 0 && close > open ? named.substring(open + 1, close) : named).strip();
    }

    /** Takes a notice out of the envelope that SNS puts it into without raw delivery. */
    private JsonNode open(JsonNode message) {
        return message.path("Type").asText().equals("Notification")
                ? read(message.path("Message").asText())
                : message;
    }

    private JsonNode read(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
