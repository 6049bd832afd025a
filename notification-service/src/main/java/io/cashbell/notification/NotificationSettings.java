package io.cashbell.notification;

import io.cashbell.notification.delivery.Addressees;
import io.cashbell.notification.delivery.DigestConfig;
import io.cashbell.notification.delivery.MailConfig;
import io.cashbell.notification.delivery.WebhookSignature;
import io.cashbell.web.settings.Settings;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Function;

/** The variables this service is configured by. On a laptop all but the first two have defaults. */
final class NotificationSettings {
    private static final Set<String> PREFIXES =
            Set.of("NOTIFICATION_", "MAIL_", "SMTP_", "ADMIN_EMAIL");
    private static final Set<String> KNOWN =
            Set.of(
                    "NOTIFICATION_TABLE",
                    "NOTIFICATION_QUEUE_URL",
                    "NOTIFICATION_LOCALE",
                    "NOTIFICATION_ZONE",
                    "NOTIFICATION_LEASE",
                    "NOTIFICATION_RETRY_SWEEP",
                    "NOTIFICATION_RETRY_FIRST",
                    "NOTIFICATION_RETRY_LONGEST",
                    "NOTIFICATION_GIVE_UP_AFTER",
                    "NOTIFICATION_NEW_ORDERS",
                    "NOTIFICATION_BUYER_MAILS",
                    "NOTIFICATION_REMINDER_BEFORE",
                    "NOTIFICATION_OFF",
                    "NOTIFICATION_WEBHOOK_URL",
                    "NOTIFICATION_WEBHOOK_SECRET",
                    "NOTIFICATION_DIGEST",
                    "NOTIFICATION_DIGEST_HOUR",
                    "NOTIFICATION_RECIPIENTS",
                    "NOTIFICATION_ORDER_API_URL",
                    "ADMIN_EMAILS",
                    "MAIL_FROM",
                    "MAIL_TRANSPORT",
                    "SMTP_HOST",
                    "SMTP_PORT",
                    "SMTP_USERNAME",
                    "SMTP_PASSWORD");

    private NotificationSettings() {}

    static void check(Settings settings) {
        settings.require("AWS_REGION");
        settings.require("NOTIFICATION_QUEUE_URL");
        settings.requireUnlessLocal("NOTIFICATION_TABLE", "notification-local");
        URI orders = settings.requireUriUnlessLocal("ORDER_PUBLIC_URL", "http://localhost:8081");
        checkMail(settings);
        settings.oneOf("NOTIFICATION_LOCALE", Set.of("zh-TW", "ko", "zh-CN", "en"), "zh-TW");
        settings.oneOf("NOTIFICATION_NEW_ORDERS", Set.of("all", "on-arrival"), "on-arrival");
        settings.optionalUri("NOTIFICATION_ORDER_API_URL");
        settings.optional("NOTIFICATION_ORDER_API_URL", orders.toString());
        if (settings.flag("NOTIFICATION_BUYER_MAILS", false)) {
            // The order service tells a buyer's address to administrators alone.
            settings.require("ADMIN_API_TOKEN");
        }
        checkTypes(settings);
        checkWebhook(settings);
        checkZone(settings);
        settings.duration("NOTIFICATION_REMINDER_BEFORE", Duration.ofHours(24));
        settings.duration("NOTIFICATION_LEASE", Duration.ofMinutes(1));
        settings.duration("NOTIFICATION_RETRY_SWEEP", Duration.ofSeconds(10));
        settings.duration("NOTIFICATION_RETRY_FIRST", Duration.ofSeconds(10));
        settings.duration("NOTIFICATION_RETRY_LONGEST", Duration.ofMinutes(10));
        settings.duration("NOTIFICATION_GIVE_UP_AFTER", Duration.ofHours(24));
        settings.refuseUnknown(PREFIXES, KNOWN);
    }

    private static void checkMail(Settings settings) {
        checkAddresses(settings, "ADMIN_EMAILS", "owner@example.com", false);
        checkAddresses(settings, "MAIL_FROM", "shop@example.com", true);
        String transport = settings.requireUnlessLocal("MAIL_TRANSPORT", "smtp");
        settings.oneOf("MAIL_TRANSPORT", Set.of("smtp", "ses"), "smtp");
        // What else is needed depends on it: while it is wrong, that alone is said.
        if (transport.equals("smtp")) {
            settings.requireUnlessLocal("SMTP_HOST", "localhost");
            settings.requireUnlessLocal("SMTP_PORT", "2525");
            settings.port("SMTP_PORT", 2525);
            if (settings.optional("SMTP_USERNAME").isPresent()) {
                settings.require("SMTP_PASSWORD");
            }
        }
    }

    private static void checkWebhook(Settings settings) {
        if (settings.optionalUri("NOTIFICATION_WEBHOOK_URL").isEmpty()) {
            return;
        }
        String secret = settings.require("NOTIFICATION_WEBHOOK_SECRET");
        if (secret.isEmpty()) {
            return;
        }
        try {
            WebhookSignature.by(secret);
        } catch (IllegalArgumentException e) {
            settings.refuse("NOTIFICATION_WEBHOOK_SECRET " + e.getMessage());
        }
    }

    private static void checkTypes(Settings settings) {
        Set<Occasion> off = types(settings, "NOTIFICATION_OFF", Occasion::parse);
        types(settings, "NOTIFICATION_DIGEST", DigestConfig::parse);
        settings.wholeNumber("NOTIFICATION_DIGEST_HOUR", 8, 0, 23);
        if (off.contains(Occasion.ORDER_RECEIVED)
                && settings.optional("NOTIFICATION_NEW_ORDERS").filter("all"::equals).isPresent()) {
            settings.warn(
                    "NOTIFICATION_OFF names order-received, which NOTIFICATION_NEW_ORDERS asks"
                            + " for: it is off");
        }
        settings.optional("NOTIFICATION_RECIPIENTS")
                .ifPresent(
                        given -> {
                            try {
                                Addressees.parse(given);
                            } catch (IllegalArgumentException e) {
                                settings.refuse("NOTIFICATION_RECIPIENTS: " + e.getMessage());
                            }
                        });
    }

    private static Set<Occasion> types(
            Settings settings, String name, Function<String, Set<Occasion>> parse) {
        try {
            return settings.optional(name).map(parse).orElse(Set.of());
        } catch (IllegalArgumentException e) {
            settings.refuse(name + ": " + e.getMessage());
            return Set.of();
        }
    }

    private static void checkAddresses(
            Settings settings, String name, String localDefault, boolean one) {
        String given = settings.requireUnlessLocal(name, localDefault);
        if (given.isEmpty()) {
            return;
        }
        try {
            if (MailConfig.parse(given).size() > 1 && one) {
                settings.refuse(name + " must be one e-mail address");
            }
        } catch (IllegalArgumentException e) {
            settings.refuse(name + ": " + e.getMessage());
        }
    }

    private static void checkZone(Settings settings) {
        try {
            ZoneId.of(settings.optional("NOTIFICATION_ZONE", "Asia/Taipei"));
        } catch (DateTimeException e) {
            settings.refuse("NOTIFICATION_ZONE must be a time zone such as Asia/Taipei");
        }
    }
}
