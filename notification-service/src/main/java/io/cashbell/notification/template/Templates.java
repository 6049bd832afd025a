package io.cashbell.notification.template;

import io.cashbell.notification.Notification;
import io.micronaut.context.annotation.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Words mails to the administrators in their language. The same mail is worded the same again, so a
 * second attempt sends what the first one would have sent. Made at start: words that are missing
 * stop it.
 */
@Context
public final class Templates {
    private final Template template;
    private final String console;

    public Templates(TemplateConfig config) {
        this.template =
                new Template(Locale.forLanguageTag(config.locale()), ZoneId.of(config.zone()));
        String address = config.orderPublicUrl().toString();
        this.console = (address.endsWith("/") ? address : address + "/") + "admin/orders/";
    }

    public Letter write(Notification notification) {
        String orderId = notification.id().orderId();
        return template.write(
                orderId,
                notification.news(),
                console + URLEncoder.encode(orderId, StandardCharsets.UTF_8));
    }
}
