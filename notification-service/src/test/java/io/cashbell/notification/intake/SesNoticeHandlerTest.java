package io.cashbell.notification.intake;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.Suppressions.Cause;
import io.cashbell.notification.Suppressions.Suppression;
import io.cashbell.notification.delivery.RememberedSuppressions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Notices as the Amazon SES Developer Guide shows them, shortened to what matters and something
 * that does not.
 */
@Tag("S2-36")
class SesNoticeHandlerTest {
    private static final Recipient JANE = new Recipient("jane@example.com");
    private static final Recipient RICHARD = new Recipient("richard@example.com");

    private static final String PERMANENT =
            """
            {"TYPE":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General",
             "bouncedRecipients":[
              {"emailAddress":"jane@example.com","status":"5.1.1","action":"failed",
               "diagnosticCode":"smtp; 550 5.1.1 <jane@example.com>... User"},
              {"emailAddress":"Richard <richard@example.com>"}],
             "reportingMTA":"dns; email.example.com","timestamp":"2016-01-27T14:59:38.237Z",
             "feedbackId":"00000138111222aa"},
             "mail":{"messageId":"00000138111222aa","destination":["jane@example.com"]}}\
            """;

    private static final String TRANSIENT =
            """
            {"notificationType":"Bounce","bounce":{"bounceType":"Transient",
             "bounceSubType":"MailboxFull",
             "bouncedRecipients":[{"emailAddress":"jane@example.com"}]},"mail":{}}\
            """;

    private static final String COMPLAINT =
            """
            {"TYPE":"Complaint","complaint":{"complainedRecipients":[
             {"emailAddress":"richard@example.com"}],"userAgent":"AnyCompany Feedback Loop",
             "complaintFeedbackType":"abuse","timestamp":"2016-01-27T14:59:38.237Z"},"mail":{}}\
            """;

    private final RememberedSuppressions suppressions = new RememberedSuppressions();
    private final SesNoticeHandler handler =
            new SesNoticeHandler(new ObjectMapper(), suppressions, () -> NOON);

    @ParameterizedTest
    @ValueSource(strings = {"notificationType", "eventType"})
    void aPermanentBounceEndsTheMailToAllWhoBounced(String key) {
        assertThat(handler.handle(PERMANENT.replace("TYPE", key))).isTrue();
        assertThat(handler.handle(PERMANENT.replace("TYPE", key))).isTrue();

        Suppression bounced = new Suppression(Cause.BOUNCE, NOON);
        assertThat(suppressions.known)
                .hasSize(2)
                .containsEntry(JANE, bounced)
                .containsEntry(RICHARD, bounced);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notificationType", "eventType"})
    void aComplaintEndsTheMailToWhoComplained(String key) {
        assertThat(handler.handle(COMPLAINT.replace("TYPE", key))).isTrue();

        assertThat(suppressions.known)
                .hasSize(1)
                .containsEntry(RICHARD, new Suppression(Cause.COMPLAINT, NOON));
    }

    @Test
    void inTheEnvelopeOfSnsItSaysTheSame() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        String envelope =
                mapper.writeValueAsString(
                        mapper.createObjectNode()
                                .put("Type", "Notification")
                                .put("TopicArn", "arn:aws:sns:ap-northeast-1:1:ses")
                                .put("Message", PERMANENT.replace("TYPE", "notificationType")));

        assertThat(handler.handle(envelope)).isTrue();

        assertThat(suppressions.known).containsKeys(JANE, RICHARD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRANSIENT,
                "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Undetermined\"}}",
                "{\"notificationType\":\"Complaint\",\"complaint\":{\"complaintFeedbackType\":"
                        + "\"not-spam\",\"complainedRecipients\":[{\"emailAddress\":\"a@b.cc\"}]}}",
                "{\"notificationType\":\"AmazonSnsSubscriptionSucceeded\",\"message\":\"x\"}",
                "{\"notificationType\":\"Delivery\",\"delivery\":{}}",
                "{\"eventType\":\"Open\",\"open\":{}}",
                "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\","
                        + "\"bouncedRecipients\":[{\"emailAddress\":\"\\\"a b\\\"@c\"}]}}"
            })
    void anythingElseThatSesSaysIsSkipped(String notice) {
        assertThat(handler.handle(notice)).isTrue();

        assertThat(suppressions.known).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{}",
                "{\"type\":\"x\"}",
                "{\"Type\":\"Notification\"}"
            })
    void whatIsNoNoticeIsNotTaken(String message) {
        assertThat(handler.handle(message)).isFalse();
    }

    @Test
    void aNoticeAboutNobodyIsThrownForTheDeadLetterQueue() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                handler.handle(
                                        "{\"notificationType\":\"Bounce\","
                                                + "\"bounce\":{\"bounceType\":\"Permanent\"}}"))
                .withMessage("a notice of SES names no recipient");
    }
}
