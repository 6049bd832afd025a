package io.cashbell.notification.template;

import io.cashbell.notification.BuyerContact;
import io.cashbell.notification.Digests;
import io.cashbell.notification.Notification;
import io.cashbell.notification.Occasion;
import io.micronaut.context.annotation.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words mails to the administrators in their language, and to buyers in each one's own. The same
 * mail is worded the same again, so a second attempt sends what the first one would have sent. Made
 * at start: words that are missing stop it.
 */
@Context
public final class Templates {
    private static final List<String> LANGUAGES = List.of("zh-TW", "ko", "zh-CN", "en");

    private final Template template;
    private final Map<String, Template> templates = new HashMap<>();
    private final DigestTemplate digest;
    private final String console;

    public Templates(TemplateConfig config) {
        ZoneId zone = ZoneId.of(config.zone());
        this.template = new Template(Locale.forLanguageTag(config.locale()), zone);
        this.digest = new DigestTemplate(Locale.forLanguageTag(config.locale()), zone);
        for (String language : LANGUAGES) {
            templates.put(language, new Template(Locale.forLanguageTag(language), zone));
        }
        String address = config.orderPublicUrl().toString();
        this.console = (address.endsWith("/") ? address : address + "/") + "admin/orders/";
    }

    /** To the administrators. */
    public Letter write(Notification notification) {
        String orderId = notification.id().orderId();
        return template.write(
                orderId,
                notification.news(),
                ofNoOrder(notification.news().occasion())
                        ? front()
                        : console + URLEncoder.encode(orderId, StandardCharsets.UTF_8));
    }

    /**
     * A day's gathered news.
     *
     * @param day as the digest names it
     */
    public Letter digest(String day, List<Digests.Entry> entries) {
        return digest.write(day, entries, front());
    }

    private static boolean ofNoOrder(Occasion occasion) {
        return occasion == Occasion.DAY_CLOSED || occasion == Occasion.GO_LIVE_WARNING;
    }

    private String front() {
        return console.substring(0, console.length() - "/orders/".length());
    }

    /** What the owner reads it by: the subject in the administrators' language. */
    public String subject(Notification notification) {
        return template.subject(notification.id().orderId(), notification.news());
    }

    /** To a buyer; in the administrators' language where we have no words in the buyer's. */
    public Letter write(Notification notification, BuyerContact buyer) {
        return templates
                .getOrDefault(buyer.locale(), template)
                .write(notification.id().orderId(), notification.news(), buyer.link().toString());
    }
}
