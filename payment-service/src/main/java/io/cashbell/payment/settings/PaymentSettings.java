package io.cashbell.payment.settings;

import io.cashbell.payment.gateway.ecpay.EcpaySettings;
import io.cashbell.payment.gateway.kakaopay.KakaopaySettings;
import io.cashbell.payment.gateway.wechatpay.WechatpaySettings;
import io.cashbell.web.settings.Settings;
import io.cashbell.web.settings.ShopEnvironment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.Origin;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.net.URI;
import java.util.Set;

/** Reads every variable of this service once, so that one start names everything amiss. */
public final class PaymentSettings {

    private PaymentSettings() {}

    /** Notes each fault in {@code settings}. */
    public static void check(Settings settings) {
        settings.require("AWS_REGION");
        settings.requireUnlessLocal("PAYMENT_TABLE", "payment-local");
        settings.requireUnlessLocal(
                "PAYMENT_EVENTS_TOPIC_ARN",
                "arn:aws:sns:ap-northeast-1:000000000000:payment-events");
        settings.requireUnlessLocal(
                "PAYMENT_QUEUE_URL", "http://localhost:9324/000000000000/payment-queue");
        settings.requireUriUnlessLocal("STOREFRONT_URL", "http://localhost:8081");
        URI ours = settings.requireUriUnlessLocal("PAYMENT_PUBLIC_URL", "http://localhost:8082");
        // ECPay calls back on the two standard ports alone; elsewhere nobody would ever be paid.
        if (settings.environment() == ShopEnvironment.PRODUCTION && ours.getPort() > 0) {
            settings.refuse("PAYMENT_PUBLIC_URL must have no port in production");
        }
        settings.wholeNumber("CALLBACK_REFUSED_KEPT_PER_HOUR", 100, 0, 10_000);
        settings.wholeNumber("CALLBACK_RETENTION_DAYS", 90, 7, 3_650);
        settings.refuseUnknown(
                Set.of("CALLBACK_", "LATE_", "PAYMENT_", "REFUND_", "STOREFRONT_"),
                Set.of(
                        "CALLBACK_REFUSED_KEPT_PER_HOUR",
                        "CALLBACK_RETENTION_DAYS",
                        "LATE_PAYMENTS",
                        "PAYMENT_EVENTS_TOPIC_ARN",
                        "PAYMENT_PUBLIC_URL",
                        "PAYMENT_QUEUE_URL",
                        "PAYMENT_TABLE",
                        "PAYMENT_TELL_SESSIONS",
                        "REFUND_CANCELLED_ORDERS",
                        "REFUND_SECOND_PAYMENTS",
                        "STOREFRONT_URL"));
        settings.flag("PAYMENT_TELL_SESSIONS", false);
        settings.flag("REFUND_SECOND_PAYMENTS", false);
        settings.flag("REFUND_CANCELLED_ORDERS", true);
        settings.oneOf("LATE_PAYMENTS", Set.of("refund", "reopen"), "refund");
        PaceSettings.check(settings);
        EcpaySettings.check(settings);
        KakaopaySettings.check(settings);
        WechatpaySettings.check(settings);
    }

    /**
     * What was read, under the names of variables: they reach the records that are filled without a
     * line in application.yml, also where a file held the value.
     */
    public static PropertySource properties(Settings settings) {
        return PropertySource.of(
                "settings",
                settings.resolved(),
                PropertyConvention.ENVIRONMENT_VARIABLE,
                Origin.of("variables and their files"));
    }
}
