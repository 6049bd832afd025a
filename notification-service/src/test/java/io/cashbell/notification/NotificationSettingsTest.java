package io.cashbell.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.web.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationSettingsTest {
    private static final Map<String, String> LAPTOP =
            Map.of(
                    "AWS_REGION", "ap-northeast-1",
                    "NOTIFICATION_QUEUE_URL",
                            "http://localhost:9324/000000000000/notification-queue");

    private static List<String> problems(Map<String, String> variables) {
        Settings settings = Settings.of(variables);
        NotificationSettings.check(settings);
        return settings.problems();
    }

    @Test
    void onALaptopTwoVariablesAreEnough() {
        assertThat(problems(LAPTOP)).isEmpty();
    }

    @Test
    void inProductionNothingIsGuessed() {
        assertThat(problems(Map.of("SHOP_ENVIRONMENT", "production")))
                .containsExactlyInAnyOrder(
                        "AWS_REGION is required and missing",
                        "NOTIFICATION_QUEUE_URL is required and missing",
                        "NOTIFICATION_TABLE is required and missing",
                        "ORDER_PUBLIC_URL is required and missing",
                        "ADMIN_EMAILS is required and missing",
                        "MAIL_FROM is required and missing",
                        "MAIL_TRANSPORT is required and missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MAIL_TRANSPORT      | pigeon         | MAIL_TRANSPORT must be one of ses, smtp
                    ADMIN_EMAILS        | a@example.com,b | ADMIN_EMAILS: entry 2 is not an e-mail address
                    MAIL_FROM           | a@b.cc, c@d.ee | MAIL_FROM must be one e-mail address
                    SMTP_PORT           | mail           | SMTP_PORT must be a whole number from 1 to 65535
                    SMTP_USERNAME       | shop           | SMTP_PASSWORD is required and missing
                    NOTIFICATION_OFF    | day-closed,x   | NOTIFICATION_OFF: entry 2 is none of order-placed, order-received, payment-confirmed, payment-failed, payment-expired, payment-refunded, refund-failed, payment-disputed, day-closed, go-live-warning, digest, buyer-order, buyer-transfer, buyer-reminder, buyer-paid, buyer-shipped, buyer-refunded
                    NOTIFICATION_DIGEST | day-closed,buyer-paid | NOTIFICATION_DIGEST: buyer-paid is no mail to administrators that could be gathered
                    NOTIFICATION_WEBHOOK_URL | http://localhost:1 | NOTIFICATION_WEBHOOK_SECRET is required and missing
                    NOTIFICATION_DIGEST_HOUR | 24 | NOTIFICATION_DIGEST_HOUR must be a whole number from 0 to 23
                    NOTIFICATION_RECIPIENTS | day-closed | NOTIFICATION_RECIPIENTS: entry 1: is not type=address,address
                    NOTIFICATION_RECIPIENTS | day-closed=a@b.cc; x=a@b.cc | NOTIFICATION_RECIPIENTS: entry 2: names no type of mail
                    NOTIFICATION_RECIPIENTS | day-closed=a@b.cc,secret | NOTIFICATION_RECIPIENTS: entry 1: entry 2 is not an e-mail address
                    NOTIFICATION_RECIPIENTS | buyer-paid=a@b.cc | NOTIFICATION_RECIPIENTS: entry 1: is a mail to the buyer alone
                    NOTIFICATION_LOCALE | fr             | NOTIFICATION_LOCALE must be one of en, ko, zh-CN, zh-TW
                    NOTIFICATION_NEW_ORDERS | some      | NOTIFICATION_NEW_ORDERS must be one of all, on-arrival
                    NOTIFICATION_BUYER_MAILS | true     | ADMIN_API_TOKEN is required and missing
                    NOTIFICATION_ZONE   | Moon           | NOTIFICATION_ZONE must be a time zone such as Asia/Taipei
                    NOTIFICATION_REMINDER_BEFORE | 0h     | NOTIFICATION_REMINDER_BEFORE must be a length of time such as 30s, 5m or 2h
                    NOTIFICATION_LEASE  | soon           | NOTIFICATION_LEASE must be a length of time such as 30s, 5m or 2h
                    """)
    void aWrongValueIsNamedInOneLine(String name, String value, String line) {
        Map<String, String> variables = new HashMap<>(LAPTOP);
        variables.put(name, value);

        assertThat(problems(variables)).containsExactly(line);
    }

    @Test
    void aTypeThatIsAskedForAndOffIsOffWithAWarning() {
        Map<String, String> variables = new HashMap<>(LAPTOP);
        variables.putAll(
                Map.of("NOTIFICATION_NEW_ORDERS", "all", "NOTIFICATION_OFF", "order-received"));
        Settings settings = Settings.of(variables);
        NotificationSettings.check(settings);

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.warnings()).singleElement().asString().contains("order-received");
    }

    @Test
    void aWebhooksSecretIsCheckedAndNotShown() {
        Map<String, String> variables = new HashMap<>(LAPTOP);
        variables.put("NOTIFICATION_WEBHOOK_URL", "http://localhost:1");
        variables.put("NOTIFICATION_WEBHOOK_SECRET", "whsec_guess");

        assertThat(problems(variables))
                .containsExactly(
                        "NOTIFICATION_WEBHOOK_SECRET must be whsec_ and the base64 of 24 to 64"
                                + " bytes");
    }

    @Test
    void aMistypedVariableIsNamed() {
        Map<String, String> variables = new HashMap<>(LAPTOP);
        variables.put("ADMIN_EMAIL", "a@example.com");

        assertThat(problems(variables)).singleElement().asString().contains("ADMIN_EMAIL ");
    }

    @Test
    void smtpNeedsAMailServer() {
        assertThat(problems(Map.of("SHOP_ENVIRONMENT", "staging", "MAIL_TRANSPORT", "smtp")))
                .contains("SMTP_HOST is required and missing", "SMTP_PORT is required and missing");
    }

    @Test
    void sesNeedsNoMailServer() {
        Map<String, String> variables = new HashMap<>(LAPTOP);
        variables.putAll(
                Map.of(
                        "SHOP_ENVIRONMENT", "staging",
                        "MAIL_TRANSPORT", "ses",
                        "ADMIN_EMAILS", "a@example.com",
                        "MAIL_FROM", "shop@example.com",
                        "NOTIFICATION_TABLE", "t",
                        "ORDER_PUBLIC_URL", "https://shop.example"));

        assertThat(problems(variables)).isEmpty();
    }
}
